import type {
  Condition,
  ConditionOp,
  ConditionValue,
  DidCondition,
  FieldCondition,
  LastCondition,
} from "../contracts/log/conditions.ts";
import { feedbackTypes } from "../contracts/words/feedback-types.ts";
import { parseField } from "../contracts/words/fields.ts";

/** Keys of the phrases that a condition in words is made of; translations hold a text for each. */
export type PhraseKey =
  | `conditions.op.${ConditionOp}`
  | `conditions.field.${
      | "event"
      | "type"
      | "channel"
      | "touchpoint"
      | "source"
      | "user_id"
      | "anonymous_id"
      | "language"
      | "unit"
      | "unit_then"
      | "feedback_type"
      | "feedback_question"
      | "feedback_score"
      | "feedback_text"
      | "properties"
      | "context"
      | "traits"}`
  | `conditions.feedbackType.${(typeof feedbackTypes)[number]}`
  | "conditions.and"
  | "conditions.or"
  | "conditions.not"
  | "conditions.group"
  | "conditions.always"
  | "conditions.never"
  | "conditions.text"
  | "conditions.number"
  | "conditions.true"
  | "conditions.false"
  | "conditions.separator"
  | "conditions.more"
  | "conditions.did"
  | "conditions.last"
  | "conditions.inGroup"
  | "conditions.people"
  | "conditions.segment"
  | "conditions.where"
  | "conditions.withinDays";

/**
 * Gives the phrase in the reader's language with the values put in: `field`, `value`, `low`, `high` and `part` are
 * phrases already; `text` (of a segment: its id, of people: the day they were chosen) and `path` are as people wrote them; `number`, and `count` for choosing the plural, are numbers.
 */
export type Translate = (key: PhraseKey, values: Record<string, string | number>) => string;

// A longer list is cut, with the number of those left out.
const SHOWN = 5;

/** The condition in words, such as: event is “Order Completed” and property total is more than 50. */
export function describe(condition: Condition, translate: Translate): string {
  return words(condition, translate, false);
}

function words(condition: Condition, translate: Translate, nested: boolean): string {
  if ("all" in condition) return groupInWords(condition.all, "conditions.and", "conditions.always", translate, nested);
  if ("any" in condition) return groupInWords(condition.any, "conditions.or", "conditions.never", translate, nested);
  if ("not" in condition) return translate("conditions.not", { part: words(condition.not, translate, true) });
  if ("did" in condition) return didInWords(condition.did, translate);
  if ("last" in condition) return lastInWords(condition.last, translate);
  if ("group" in condition)
    return translate("conditions.inGroup", { value: translate("conditions.text", { text: condition.group }) });
  if ("people" in condition) {
    const { count, chosenAt } = condition.people;
    return translate("conditions.people", { count, text: chosenAt.slice(0, 10) });
  }
  if ("segment" in condition) return translate("conditions.segment", { text: condition.segment });
  return comparisonInWords(condition, translate);
}

function groupInWords(
  parts: readonly Condition[],
  joint: "conditions.and" | "conditions.or",
  none: "conditions.always" | "conditions.never",
  translate: Translate,
  nested: boolean,
): string {
  const [only] = parts;
  if (only === undefined) return translate(none, {});
  if (parts.length === 1) return words(only, translate, nested);
  const text = parts.map((part) => words(part, translate, true)).join(translate(joint, {}));
  return nested ? translate("conditions.group", { part: text }) : text;
}

function didInWords({ event, where, atLeast = 1, withinDays }: DidCondition["did"], translate: Translate): string {
  const did = translate("conditions.did", { value: translate("conditions.text", { text: event }), count: atLeast });
  const filtered =
    where === undefined ? did : translate("conditions.where", { part: did, value: words(where, translate, true) });
  return withinDays === undefined
    ? filtered
    : translate("conditions.withinDays", { part: filtered, count: withinDays });
}

function lastInWords({ type, question, op, value, withinDays }: LastCondition["last"], translate: Translate): string {
  const kind = type === undefined ? [] : [translate(`conditions.feedbackType.${type}`, {})];
  const asked = question === undefined ? [] : [translate("conditions.text", { text: question })];
  const field = translate("conditions.last", { value: [...kind, ...asked].join(" ") });
  const compared = translate(`conditions.op.${op}`, {
    field,
    value: translate("conditions.number", { number: value }),
  });
  return withinDays === undefined
    ? compared
    : translate("conditions.withinDays", { part: compared, count: withinDays });
}

function comparisonInWords(condition: FieldCondition, translate: Translate): string {
  const field = fieldInWords(condition.field, translate);
  const key: PhraseKey = `conditions.op.${condition.op}`;
  switch (condition.op) {
    case "exists":
    case "not_exists":
      return translate(key, { field });
    case "between": {
      const [low, high] = condition.value.map((value) => valueInWords(value, condition.field, translate));
      return translate(key, { field, low: low ?? "", high: high ?? "" });
    }
    case "in":
    case "not_in":
      return translate(key, { field, value: listInWords(condition.value, condition.field, translate) });
    default:
      return translate(key, { field, value: valueInWords(condition.value, condition.field, translate) });
  }
}

function fieldInWords(name: string, translate: Translate): string {
  const field = parseField(name);
  switch (field.kind) {
    case "column":
    case "unit":
      return translate(`conditions.field.${field.name}`, {});
    case "feedback":
      return translate(`conditions.field.feedback_${field.name}`, {});
    case "path":
      return translate(`conditions.field.${field.root}`, { path: field.keys.join(" › ") });
  }
}

function listInWords(values: readonly ConditionValue[], field: string, translate: Translate): string {
  const shown = values.slice(0, SHOWN).map((value) => valueInWords(value, field, translate));
  const list = shown.join(translate("conditions.separator", {}));
  return values.length > SHOWN ? translate("conditions.more", { part: list, count: values.length - SHOWN }) : list;
}

function valueInWords(value: ConditionValue, field: string, translate: Translate): string {
  if (typeof value === "boolean") return translate(value ? "conditions.true" : "conditions.false", {});
  if (typeof value === "number") return translate("conditions.number", { number: value });
  const type = field === "feedback.type" ? feedbackTypes.find((each) => each === value) : undefined;
  if (type) return translate(`conditions.feedbackType.${type}`, {});
  return translate("conditions.text", { text: value });
}
