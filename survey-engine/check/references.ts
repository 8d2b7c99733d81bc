import { checkCondition } from "../../contracts/log/check-condition.ts";
import { splitPath } from "../../contracts/words/fields.ts";
import { partsOf } from "../../rules/parts-of.ts";
import type { SurveyDefinition, When } from "../definition.ts";
import { allTypes } from "../types/all.ts";
import type { TypeRules } from "../types/type-rules.ts";
import type { Fields, Standing } from "./fields.ts";
import { type Finding, finding } from "./finding.ts";
import { chancesOf } from "./may-hold.ts";
import { conditionsOf, pagesOf, questionsOf } from "./outline.ts";

/** What a condition of a survey may speak of. */
const OF_A_SURVEY = {
  simple: ["language"],
  path: /^(?:answers|scores|variables|hidden|item|traits)(?:\.(?:[^.\\]|\\[.\\])+)+$/u,
  examples: "a path such as answers.nps, hidden.plan or traits.city",
  ofPeople: false,
};

/** Everything that names something else: it must be there, be known by then, and hold what it is asked for. */
export function checkReferences(definition: SurveyDefinition, fields: Fields): Finding[] {
  return [
    ...conditionsOf(definition).flatMap(({ when, ...standing }) => checkWhen(when, fields, standing)),
    ...checkSteps(definition),
    ...checkScores(definition, fields),
    ...checkRepeats(definition, fields),
    ...(definition.quotas ?? []).flatMap(({ ending }, index) =>
      isEnding(definition, ending) ? [] : [finding(`quotas.${index}.ending`, "unknown_reference", { name: ending })],
    ),
  ];
}

function checkWhen(when: When, fields: Fields, standing: Standing): Finding[] {
  const malformed = checkCondition(when, OF_A_SURVEY).map(({ path, message }) =>
    finding([standing.path, ...path].join("."), "malformed_condition", { reason: message }),
  );
  if (malformed.length > 0) return malformed;
  const found = partsOf(when).flatMap((part) => {
    if (!("field" in part)) return [];
    const unknown = fields.check(part.field, standing);
    return unknown.length > 0 ? unknown : checkValue(part, fields, standing);
  });
  if (found.length > 0) return found;
  const { mayHold, mayFail } = chancesOf(when, fields);
  if (!mayFail && standing.path.endsWith(".skip")) return [finding(standing.path, "always_skipped")];
  return mayHold ? [] : [finding(standing.path, "never_holds")];
}

/** What is asked for by name must be able to stand there: an option that is gone is a broken reference. */
function checkValue(
  part: { field: string; op: string; value?: unknown },
  fields: Fields,
  { path }: Standing,
): Finding[] {
  const { field, op, value } = part;
  const isOrder = ["gt", "gte", "lt", "lte", "between"].includes(op);
  const asked = Array.isArray(value) ? value : [value];
  if (isOrder && fields.isNumeric(field) && asked.some((each) => typeof each === "string"))
    return [finding(path, "text_beside_number", { name: field })];
  const values = fields.valuesOf(field);
  if (!values || !["eq", "ne", "in", "not_in"].includes(op)) return [];
  const texts = values.map(String);
  const odd = asked.find((each) => !texts.includes(String(each)));
  return odd === undefined ? [] : [finding(path, "unknown_value", { name: field, value: String(odd) })];
}

function isEnding({ endings }: SurveyDefinition, id: string): boolean {
  return endings.some((ending) => ending.id === id);
}

function checkSteps(definition: SurveyDefinition): Finding[] {
  const variables = new Map((definition.variables ?? []).map(({ id, start }) => [id, start]));
  return pagesOf(definition).flatMap(({ path, page }) =>
    (page.after ?? []).flatMap((step, index): Finding[] => {
      const place = `${path}.after.${index}`;
      if ("end" in step)
        return isEnding(definition, step.end) ? [] : [finding(`${place}.end`, "unknown_reference", { name: step.end })];
      if ("jump" in step) return [];
      const name = "set" in step ? step.set : step.add;
      const start = variables.get(name);
      if (start === undefined) return [finding(place, "unknown_reference", { name })];
      const value = "set" in step ? step.to : step.by;
      const kind = typeof start === "number" ? "numbers" : "texts";
      return typeof start === typeof value ? [] : [finding(place, "wrong_variable", { name, kind })];
    }),
  );
}

function checkScores({ scores = [] }: SurveyDefinition, fields: Fields): Finding[] {
  return scores.flatMap(({ of }, index) =>
    of.flatMap(({ answer, weight = 1 }, part): Finding[] => {
      const path = `scores.${index}.of.${part}`;
      const question = fields.find(answer)?.question;
      if (!question) return [finding(`${path}.answer`, "unknown_reference", { name: answer })];
      if (!(weight > 0 && weight <= 1_000_000))
        return [finding(`${path}.weight`, "out_of_bounds", { minimum: 0, maximum: 1_000_000, given: weight })];
      const rules: TypeRules | undefined = question.type === "statement" ? undefined : allTypes[question.type];
      const options = "options" in question ? question.options : "columns" in question ? question.columns : undefined;
      const hasNumber = rules?.worth && (!options || options.some(({ score }) => score !== undefined));
      return hasNumber ? [] : [finding(`${path}.answer`, "cannot_be_scored", { name: answer })];
    }),
  );
}

function checkRepeats(definition: SurveyDefinition, fields: Fields): Finding[] {
  const { blocks, hidden = [] } = definition;
  return blocks.flatMap((block, index): Finding[] => {
    if (!block.repeat) return [];
    const { over } = block.repeat;
    const [root, id = "", ...below] = splitPath(over);
    const asked = questionsOf(definition).find((place) => place.block === block)?.index ?? 0;
    const place = root === "answers" ? fields.find(id) : undefined;
    const isList =
      below.length === 0 &&
      (hidden.some((field) => root === "hidden" && field.id === id && field.kind === "list") ||
        (place?.question.type === "multiple" && place.index < asked && !place.block.repeat));
    return isList ? [] : [finding(`blocks.${index}.repeat.over`, "not_a_list", { name: over })];
  });
}
