// Compiles the condition language to SQL over the events table. The answers are those of `evaluate`, for every event.

import type {
  Condition,
  ConditionValue,
  DidCondition,
  FieldCondition,
  LastCondition,
} from "../../../contracts/log/conditions.ts";
import { type Field, parseField, type UnitField } from "../../../contracts/words/fields.ts";
import { joinSql, type Sql, sql } from "../../platform/analytics/sql.ts";
import { problem } from "../../platform/http/problem.ts";
import { inUnits } from "./unit-sql.ts";

/** What a condition may ask for beyond the event itself; each must be given by whoever has it. */
export interface ConditionScope {
  /** The person's traits as JSON text. */
  traits?: Sql;
  /** Whether the person did `did.event` often enough; `where` is the compiled condition on each such event (`1` for none). */
  did?(did: DidCondition["did"], where: Sql): Sql;
  /** The score of the person's latest answer of that kind; null for none. */
  last?(last: LastCondition["last"]): Sql;
  /** Whether the person was said to belong to the group. */
  group?(group: string): Sql;
  /** Whether the person is one of a list of people, given by its id. */
  people?(list: string): Sql;
  /** Whether the person is in the segment. */
  segment?(id: string): Sql;
}

/**
 * A predicate that is 1 or 0, never null, over the columns of the events table.
 * @throws a 400 problem for a condition on traits or history that the scope does not offer.
 */
export function conditionSql(condition: Condition, scope: ConditionScope = {}): Sql {
  if ("all" in condition) return group(condition.all, scope, " and ", sql`1`);
  if ("any" in condition) return group(condition.any, scope, " or ", sql`0`);
  if ("not" in condition) return negated(conditionSql(condition.not, scope));
  if ("did" in condition) return didSql(condition.did, scope);
  if ("last" in condition) {
    const { op, value } = condition.last;
    const score = offered(scope.last, "last")(condition.last);
    return certain(sql`${score} ${op === "eq" ? sql`=` : ORDERS[op]} ${value}`);
  }
  if ("group" in condition) return offered(scope.group, "group")(condition.group);
  if ("people" in condition) return offered(scope.people, "people")(condition.people.list);
  if ("segment" in condition) return offered(scope.segment, "segment")(condition.segment);
  return compare(condition, readings(parseField(condition.field), scope));
}

/** A field in its text form, null where it is missing or has none: what numbers are broken down by. */
export function fieldText(field: string, scope: ConditionScope = {}): Sql {
  return readings(parseField(field), scope).text;
}

function group(parts: readonly Condition[], scope: ConditionScope, word: " and " | " or ", none: Sql): Sql {
  if (parts.length === 0) return none;
  return sql`(${joinSql(
    parts.map((part) => conditionSql(part, scope)),
    word,
  )})`;
}

function didSql(did: DidCondition["did"], scope: ConditionScope): Sql {
  const offers = offered(scope.did, "did");
  return offers(did, did.where === undefined ? sql`1` : conditionSql(did.where));
}

function offered<T>(way: T | undefined, kind: string): T {
  if (way === undefined) throw problem("condition_needs_history", { part: kind });
  return way;
}

function compare(condition: FieldCondition, field: Readings): Sql {
  switch (condition.op) {
    case "exists":
      return field.exists;
    case "not_exists":
      return negated(field.exists);
    case "eq":
      return oneOf(field, [condition.value]);
    case "ne":
      return negated(oneOf(field, [condition.value]));
    case "in":
      return oneOf(field, condition.value);
    case "not_in":
      return negated(oneOf(field, condition.value));
    case "contains":
      return certain(sql`position(${field.text}, ${condition.value}) > 0`);
    case "not_contains":
      return negated(certain(sql`position(${field.text}, ${condition.value}) > 0`));
    case "starts_with":
      return certain(sql`startsWith(${field.text}, ${condition.value})`);
    case "ends_with":
      return certain(sql`endsWith(${field.text}, ${condition.value})`);
    case "between": {
      const form = formFor(field, condition.value[0]);
      return certain(sql`${form} >= ${condition.value[0]} and ${form} <= ${condition.value[1]}`);
    }
    default:
      return certain(sql`${formFor(field, condition.value)} ${ORDERS[condition.op]} ${condition.value}`);
  }
}

const ORDERS = { gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` } as const;

function formFor(field: Readings, value: number | string): Sql {
  return typeof value === "number" ? field.number : field.text;
}

function oneOf(field: Readings, values: readonly ConditionValue[]): Sql {
  const numbers = values.filter((value) => typeof value === "number");
  const texts = values.filter((value) => typeof value !== "number").map(String);
  const parts: Sql[] = [];
  if (numbers.length > 0) parts.push(certain(among(field.number, numbers)));
  if (texts.length > 0) parts.push(field.textIs(texts));
  return parts.length === 1 ? joinSql(parts, " or ") : sql`(${joinSql(parts, " or ")})`;
}

function among(form: Sql, values: readonly (string | number)[]): Sql {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return sql`${form} = ${only}`;
  const list = joinSql(
    values.map((value) => sql`${value}`),
    ", ",
  );
  return sql`${form} in (${list})`;
}

function negated(predicate: Sql): Sql {
  return sql`not (${predicate})`;
}

function certain(predicate: Sql): Sql {
  return sql`ifNull(${predicate}, 0)`;
}

/** The forms of a field as the contract of conditions defines them; text and number are null where there is none. */
interface Readings {
  exists: Sql;
  text: Sql;
  number: Sql;
  textIs(values: readonly string[]): Sql;
}

function readings(field: Field, scope: ConditionScope): Readings {
  switch (field.kind) {
    case "column":
      return columnReadings(COLUMNS[field.name]);
    case "unit":
      return unitReadings(field.name);
    case "feedback":
      return field.name === "score" ? SCORE : columnReadings(FEEDBACK[field.name]);
    case "path":
      return jsonReadings(jsonRoot(field.root, scope), field.keys);
  }
}

const COLUMNS = {
  event: sql`event`,
  type: sql`type`,
  channel: sql`channel`,
  touchpoint: sql`touchpoint`,
  source: sql`source`,
  user_id: sql`user_id`,
  anonymous_id: sql`anonymous_id`,
  language: sql`language`,
} as const;

const FEEDBACK = {
  type: sql`feedback_type`,
  question: sql`feedback_question`,
  text: sql`feedback_text`,
} as const;

// Adding 0 turns -0, whose text would be "-0", into 0.
const SCORE_TEXT = sql`toString(feedback_score + 0)`;
const SCORE: Readings = {
  exists: sql`isNotNull(feedback_score)`,
  text: SCORE_TEXT,
  number: sql`feedback_score`,
  textIs: (values) => certain(among(SCORE_TEXT, values)),
};

function columnReadings(column: Sql): Readings {
  return {
    exists: sql`${column} != ''`,
    text: sql`nullIf(toString(${column}), '')`,
    number: sql`if(${isPlainNumber(sql`toString(${column})`)}, JSONExtractFloat(toString(${column})), null)`,
    // On the bare column, so that the primary key and the dictionary of a LowCardinality column are used.
    textIs(values) {
      const possible = values.filter((value) => value !== "");
      return possible.length === 0 ? sql`0` : among(column, possible);
    },
  };
}

/** Its text is the key of the unit itself; equal to it is each that it is part of too. */
function unitReadings(name: UnitField): Readings {
  return {
    exists: sql`unit != ''`,
    text: sql`nullIf(toString(unit), '')`,
    number: sql`null`,
    textIs: (values) => inUnits(name, values),
  };
}

function jsonRoot(root: "properties" | "context" | "traits", scope: ConditionScope): Sql {
  if (root === "properties") return sql`properties`;
  if (root === "context") return sql`context`;
  if (scope.traits !== undefined) return scope.traits;
  throw problem("condition_needs_person");
}

function jsonReadings(json: Sql, keys: readonly string[]): Readings {
  const path = joinSql([json, ...keys.map((key) => sql`${key}`)], ", ");
  const kind = sql`JSONType(${path})`;
  const string = sql`JSONExtractString(${path})`;
  const isNumber = sql`${kind} in ('Int64', 'UInt64', 'Double')`;
  const text = sql`multiIf(${kind} = 'String', ${string}, ${isNumber}, toString(JSONExtractFloat(${path}) + 0), ${kind} = 'Bool', if(JSONExtractBool(${path}), 'true', 'false'), null)`;
  return {
    exists: sql`${kind} != 'Null'`,
    text,
    number: sql`multiIf(${isNumber}, JSONExtractFloat(${path}), ${kind} = 'String' and ${isPlainNumber(string)}, JSONExtractFloat(${string}), null)`,
    textIs(values) {
      if (!values.every(onlyTextHas)) return certain(among(text, values));
      // One reading of the document instead of two, and only where the raw text holds one of the values at all.
      const quoted = values.map((value) => JSON.stringify(value));
      const mayHold =
        quoted.length <= MAX_NEEDLES && values.every(isVerbatimInJson)
          ? sql`multiSearchAny(${json}, ${quoted}) and `
          : sql``;
      return sql`(${mayHold}${among(string, values)})`;
    },
  };
}

// The most that multiSearchAny takes.
const MAX_NEEDLES = 255;

// Read as a JSON number, which is exact; ClickHouse's own reading of text is not always, to the last bit.
function isPlainNumber(text: Sql): Sql {
  return sql`match(${text}, ${"\\A-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,15})?\\z"})`;
}

/** JSONExtractString also gives the spelling of numbers, booleans, objects and lists: of such texts it tells nothing. */
function onlyTextHas(value: string): boolean {
  return /^[^-0-9{["]/.test(value) && !["true", "false", "null"].includes(value);
}

function isVerbatimInJson(value: string): boolean {
  return /^[ !#-[\]-~]+$/.test(value);
}
