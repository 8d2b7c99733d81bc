import type { SurveyDefinition } from "../definition.ts";
import { checkFairness } from "./fairness.ts";
import { Fields } from "./fields.ts";
import { type Finding, finding } from "./finding.ts";
import { checkIds } from "./ids.ts";
import { checkLimits } from "./limits.ts";
import { checkMinutes } from "./minutes.ts";
import { checkQuestions } from "./questions.ts";
import { checkReferences } from "./references.ts";
import { checkTexts } from "./texts.ts";
import { checkWays } from "./ways.ts";
import { checkWording } from "./wording.ts";

/**
 * Everything that a program can find about a survey before it is published, each with its path. One with an error is not
 * published; one without keeps its word: everybody who begins it can come to an ending, whatever they answer.
 */
export function check(definition: SurveyDefinition): Finding[] {
  const counts = checkLimits(definition);
  // What is too much is not looked through.
  if (counts.some(({ code }) => code !== "out_of_bounds")) return counts;
  const ids = checkIds(definition);
  const fields = new Fields(definition);
  const references = checkReferences(definition, fields);
  return [
    ...counts,
    ...ids,
    ...checkQuestions(definition),
    ...references,
    // Ways are followed where it is clear what leads where.
    ...(ids.length + references.length === 0 ? checkWays(definition, fields) : []),
    ...checkTexts(definition, fields),
    ...checkFairness(definition),
    ...(definition.privacy ? [] : [finding("privacy", "no_privacy_text")]),
    ...checkMinutes(definition),
    ...checkWording(definition),
  ];
}
