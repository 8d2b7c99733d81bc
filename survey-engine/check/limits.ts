import { surveyLimits as limits } from "../../contracts/words/survey-limits.ts";
import type { Block, SurveyDefinition } from "../definition.ts";
import { MOST_ANSWERS } from "../replay.ts";
import { type Finding, finding } from "./finding.ts";
import { pagesOf, questionsOf } from "./outline.ts";

/** Counts: too many of something, or nothing where something must be. */
export function checkLimits(definition: SurveyDefinition): Finding[] {
  const { languages, blocks, endings, hidden = [], variables = [], scores = [], quotas = [] } = definition;
  const pages = pagesOf(definition);
  const questions = questionsOf(definition);
  const found = [
    ...between("languages", languages.length, limits.languages, 1),
    ...between("blocks", blocks.length, limits.blocks, 1),
    ...between("blocks", pages.length, limits.pages),
    ...between("blocks", questions.length, limits.questions, 1),
    ...between(
      "blocks",
      blocks.reduce((sum, block) => sum + answersIn(definition, block), 0),
      MOST_ANSWERS,
    ),
    ...between("endings", endings.length, limits.endings, 1),
    ...between("hidden", hidden.length, limits.hidden),
    ...between("variables", variables.length, limits.variables),
    ...between("scores", scores.length, limits.scores),
    ...between("quotas", quotas.length, limits.quotas),
    ...blocks.flatMap(({ pages: own }, index) =>
      between(`blocks.${index}.pages`, own.length, Number.POSITIVE_INFINITY, 1),
    ),
    ...pages.flatMap(({ path, page }) => [
      ...between(`${path}.questions`, page.questions.length, Number.POSITIVE_INFINITY, 1),
      ...between(`${path}.after`, page.after?.length ?? 0, limits.steps),
    ]),
    ...scores.flatMap(({ of }, index) => between(`scores.${index}.of`, of.length, limits.questions, 1)),
    ...quotas.flatMap(({ limit }, index) => inBounds(`quotas.${index}.limit`, limit, 1, 10_000_000)),
    ...blocks.flatMap(({ repeat }, index) =>
      repeat ? inBounds(`blocks.${index}.repeat.most`, repeat.most, 1, limits.turns) : [],
    ),
  ];
  const count = JSON.stringify(definition).length;
  if (count > limits.json) found.push(finding("", "too_large", { count, maximum: limits.json }));
  return found;
}

/** The most answers that there may be in a block; over options that were chosen, those of all that were ever chosen. */
function answersIn(definition: SurveyDefinition, { pages, repeat }: Block): number {
  const questions = pages.reduce((sum, page) => sum + page.questions.length, 0);
  if (!repeat) return questions;
  const list = questionsOf(definition).find(({ question }) => repeat.over === `answers.${question.id}`)?.question;
  return questions * (list?.type === "multiple" ? list.options.length + 1 : repeat.most);
}

/** @param least 0 where nothing need be there */
export function between(path: string, count: number, maximum: number, least = 0): Finding[] {
  if (count > maximum) return [finding(path, "too_many", { count, maximum })];
  return count < least ? [finding(path, "nothing_there", { minimum: least })] : [];
}

/** A whole number within bounds; any number with `anyNumber`. */
export function inBounds(path: string, given: number, minimum: number, maximum: number, anyNumber = false): Finding[] {
  const isRight = given >= minimum && given <= maximum && (anyNumber || Number.isInteger(given));
  return isRight ? [] : [finding(path, "out_of_bounds", { minimum, maximum, given })];
}
