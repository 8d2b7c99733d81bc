import { type Answer, keyOf } from "./answers.ts";
import type { Fault } from "./faults.ts";
import { isAsked, type Question } from "./questions.ts";
import { isTrue, type Moment } from "./read-field.ts";
import type { Sitting } from "./sitting.ts";
import type { Stop } from "./walk.ts";

export function isRequired(sitting: Sitting, moment: Moment, question: Question): boolean {
  if (!isAsked(question) || question.require === undefined) return false;
  return question.require === true || isTrue(sitting, moment, question.require);
}

/** What must be answered on a page and is not, in its order. */
export function missingOn(sitting: Sitting, stop: Stop, moment: Moment): Fault[] {
  return stop.questions.flatMap((question): Fault[] => {
    if (!isRequired(sitting, moment, question)) return [];
    const key = keyOf(question.id, stop.item?.key);
    const answer: Answer | undefined = moment.answers.get(key);
    if (answer === undefined) return [{ path: `answers.${key}`, code: "required", values: {} }];
    if (question.type !== "consent" || answer === true) return [];
    return [{ path: `answers.${key}`, code: "must_consent", values: {} }];
  });
}
