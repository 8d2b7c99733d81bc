import { type Answer, idOf, keyOf } from "./answers.ts";
import type { Fault } from "./faults.ts";
import { isAsked } from "./questions.ts";
import { isReached } from "./quotas.ts";
import { missingOn } from "./required.ts";
import { scoreOf } from "./score.ts";
import { type State, wayTo } from "./session.ts";
import type { Sitting } from "./sitting.ts";
import { isNothing, takeAnswer } from "./take-answer.ts";
import { walk } from "./walk.ts";

/** What is sent of a response, as often as a page is left. */
export interface Submission {
  /** Of what is shown on the way to the page, by key. */
  answers: Readonly<Record<string, unknown>>;
  /** What was answered on a way that was left: kept, marked not shown, not counted. */
  left: Readonly<Record<string, unknown>>;
  /** The page that is seen; null when the end was reached. */
  page: string | null;
}

/** What a submission says, once the server has gone the way itself. */
export interface Replayed {
  /** By key, in the order in which they were asked. */
  answers: Record<string, Answer>;
  left: Record<string, Answer>;
  /** Keys of all that was asked, answered or not: who did not answer was asked. */
  asked: string[];
  /** The ending that was reached; null while it is not. */
  ending: string | null;
  scores: Record<string, number>;
  variables: Readonly<Record<string, string | number>>;
  /** Quotas that the response falls into so far. */
  quotas: string[];
}

/** No survey that may be published has more, whatever its lists bring. */
export const MOST_ANSWERS = 2_000;
/** Of one submission. */
const MOST_FAULTS = 100;

/** What a session sends of a response. */
export function submissionOf(sitting: Sitting, state: State): Submission {
  const { moment } = wayTo(sitting, state);
  const entries = Object.entries(state.answers);
  return {
    answers: Object.fromEntries(entries.filter(([key]) => moment.answers.has(key))),
    left: Object.fromEntries(entries.filter(([key]) => !moment.answers.has(key))),
    page: state.page,
  };
}

/**
 * Goes the way of the answers as the browser did, and takes nothing on trust: what was not shown, cannot be held, lacks, is too many
 * or too long is refused, each with its path.
 */
export function replay(sitting: Sitting, submission: Submission): Replayed | { faults: Fault[] } {
  const faults: Fault[] = [];
  const answers = takeAll(sitting, submission.answers, "answers", faults);
  const left = takeAll(sitting, submission.left, "left", faults);
  if (faults.length > 0) return { faults };

  const asked: string[] = [];
  const way = walk(sitting, answers, (stop, { moment }) => {
    asked.push(...stop.questions.filter(isAsked).map(({ id }) => keyOf(id, stop.item?.key)));
    const isHere = stop.key === submission.page;
    // Where they still stand they may yet answer.
    if (!isHere) faults.push(...missingOn(sitting, stop, moment));
    return isHere;
  });
  if (submission.page !== null && way.stops.at(-1)?.key !== submission.page) faults.push(refusal("page", "not_shown"));
  for (const key of answers.keys())
    if (!way.moment.answers.has(key)) faults.push(refusal(`answers.${key}`, "not_shown"));
  // What is on the way is no way that was left.
  for (const key of left.keys()) if (asked.includes(key)) faults.push(refusal(`left.${key}`, "unexpected"));
  if (faults.length > 0) return { faults: faults.slice(0, MOST_FAULTS) };

  const { definition } = sitting;
  const { moment } = way;
  const scores = (definition.scores ?? []).flatMap((score) => {
    const value = scoreOf(sitting, moment.answers, score);
    return value === undefined ? [] : [[score.id, value] as const];
  });
  return {
    answers: Object.fromEntries(moment.answers),
    left: Object.fromEntries(left),
    asked,
    ending: way.ending?.id ?? null,
    scores: Object.fromEntries(scores),
    variables: moment.variables,
    quotas: (definition.quotas ?? []).filter((quota) => isReached(sitting, moment, quota)).map(({ id }) => id),
  };
}

function takeAll(
  sitting: Sitting,
  given: Readonly<Record<string, unknown>>,
  where: "answers" | "left",
  faults: Fault[],
): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  const entries = Object.entries(given);
  if (entries.length > MOST_ANSWERS) faults.push(refusal(where, "too_many", { maximum: MOST_ANSWERS }));
  for (const [key, value] of entries.slice(0, MOST_ANSWERS)) {
    if (faults.length >= MOST_FAULTS) return answers;
    const path = `${where}.${key.slice(0, 200)}`;
    const place = sitting.places.get(idOf(key));
    // A key is as the survey makes it: with a thing in a repeated block, without one elsewhere.
    const isKey = key.length <= 200 && key.includes("#") === (place?.block.repeat !== undefined);
    if (!place || !isAsked(place.question) || !isKey) {
      faults.push(refusal(path, "unexpected"));
      continue;
    }
    if (isNothing(value)) continue;
    const taken = takeAnswer(sitting, place.question, value, path);
    if ("faults" in taken) faults.push(...taken.faults);
    else answers.set(key, taken.answer);
  }
  return answers;
}

function refusal(path: string, code: Fault["code"], values: Fault["values"] = {}): Fault {
  return { path, code, values };
}
