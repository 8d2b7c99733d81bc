import { type Answer, idOf, isSkipped } from "./answers.ts";
import type { Score } from "./definition.ts";
import type { Sitting } from "./sitting.ts";

/** The score out of answers by their key, of every thing that a repeated block was about; undefined without any that counts. */
export function scoreOf(sitting: Sitting, answers: ReadonlyMap<string, Answer>, score: Score): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { answer: id, weight = 1, reversed } of score.of) {
    const question = sitting.find(id);
    const rules = question && sitting.types[question.type];
    if (!rules?.worth || !question) continue;
    for (const [key, answer] of answers) {
      const value = idOf(key) !== id || isSkipped(answer) ? undefined : rules.worth(answer, question, sitting);
      if (value === undefined) continue;
      const [low, high] = rules.ends?.(question, sitting) ?? [0, 0];
      sum += weight * (reversed ? low + high - value : value);
      weights += weight;
    }
  }
  if (weights === 0) return undefined;
  return score.how === "sum" ? sum : sum / weights;
}
