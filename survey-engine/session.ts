import { type Answer, idOf, keyOf } from "./answers.ts";
import type { Fault } from "./faults.ts";
import { isAsked } from "./questions.ts";
import { missingOn } from "./required.ts";
import type { Sitting } from "./sitting.ts";
import { isNothing, takeAnswer } from "./take-answer.ts";
import { type Stop, type Way, walk } from "./walk.ts";

/** Where somebody stands in a survey. It is plain JSON: kept by who shows it, and gone on with by `resume`. */
export interface State {
  /** Every answer that was given and not taken back, also on ways that were left, by its key. */
  answers: Readonly<Record<string, Answer>>;
  /** The page that is seen; null at the end. */
  page: string | null;
  /** The ending that was reached. */
  ending: string | null;
  /** By the key of the answer: what was typed and cannot be taken, and what lacked when somebody wanted to go on. */
  faults: Readonly<Record<string, readonly Fault[]>>;
}

export type Action =
  /** Something was typed or chosen; null takes an answer back. */
  { do: "answer"; key: string; given: unknown } | { do: "next" } | { do: "back" };

/** The first page, with nothing answered. */
export function begin(sitting: Sitting): State {
  return standAfter(sitting, {}, undefined);
}

/** Where somebody stands after doing something. What cannot be done there changes nothing. */
export function act(sitting: Sitting, state: State, action: Action): State {
  if (state.page === null) return state;
  const way = wayTo(sitting, state);
  const stop = way.stops.at(-1);
  // What is known of the respondent has changed since, such as their language, and this page is no longer asked.
  if (stop?.key !== state.page) return resume(sitting, state);
  if (action.do === "answer") return answer(sitting, state, stop, action);
  return action.do === "next" ? goOn(sitting, state, stop, way) : goBack(sitting, state, way);
}

/**
 * Goes on with what was kept. Answers that the survey cannot hold are left out; who stood on a page that their answers do not lead to,
 * stands on the first that lacks something.
 */
export function resume(sitting: Sitting, saved: Pick<State, "answers" | "page">): State {
  const answers: Record<string, Answer> = {};
  for (const [key, given] of Object.entries(saved.answers)) {
    const question = sitting.find(idOf(key));
    if (!question || !isAsked(question) || isNothing(given)) continue;
    const taken = takeAnswer(sitting, question, given, key);
    if ("answer" in taken) answers[key] = taken.answer;
  }
  const { stops, ending } = walk(
    sitting,
    new Map(Object.entries(answers)),
    (stop, { moment }) => stop.key === saved.page || missingOn(sitting, stop, moment).length > 0,
  );
  if (ending) return { answers, page: null, ending: ending.id, faults: {} };
  return { answers, page: stops.at(-1)?.key ?? null, ending: null, faults: {} };
}

/** The way of somebody's answers up to the page that they see. */
export function wayTo(sitting: Sitting, { answers, page }: Pick<State, "answers" | "page">): Way {
  return walk(sitting, new Map(Object.entries(answers)), ({ key }) => key === page);
}

function answer(sitting: Sitting, state: State, stop: Stop, { key, given }: { key: string; given: unknown }): State {
  const question = stop.questions.find(({ id }) => keyOf(id, stop.item?.key) === key);
  if (!question || !isAsked(question)) return state;
  const { [key]: _answer, ...answers } = state.answers;
  const { [key]: _faults, ...faults } = state.faults;
  if (isNothing(given)) return { ...state, answers, faults };
  const taken = takeAnswer(sitting, question, given, `answers.${key}`);
  if ("faults" in taken) return { ...state, answers, faults: { ...faults, [key]: taken.faults } };
  return { ...state, answers: { ...answers, [key]: taken.answer }, faults };
}

function goOn(sitting: Sitting, state: State, stop: Stop, { moment }: Way): State {
  const lacking = missingOn(sitting, stop, moment);
  const faults: Record<string, readonly Fault[]> = {};
  // In the order of the page, and of what is still shown on it.
  for (const { id } of stop.questions) {
    const key = keyOf(id, stop.item?.key);
    const path = `answers.${key}`;
    const typed = state.faults[key]?.filter((fault) => fault.path !== path || !isOfLacking(fault)) ?? [];
    const all = typed.length > 0 ? typed : lacking.filter((fault) => fault.path === path);
    if (all.length > 0) faults[key] = all;
  }
  return Object.keys(faults).length > 0 ? { ...state, faults } : standAfter(sitting, state.answers, stop.key);
}

function isOfLacking({ code }: Fault): boolean {
  return code === "required" || code === "must_consent";
}

function goBack(sitting: Sitting, state: State, { stops }: Way): State {
  const before = sitting.definition.mayGoBack === false ? undefined : stops.at(-2);
  return before ? { ...state, page: before.key, faults: {} } : state;
}

/** On the page that comes after another, or first; or at the end. */
function standAfter(sitting: Sitting, answers: State["answers"], page: string | undefined): State {
  const isNext = (_stop: Stop, { stops }: Way) => stops.at(-2)?.key === page;
  const { stops, ending } = walk(sitting, new Map(Object.entries(answers)), isNext);
  if (ending) return { answers, page: null, ending: ending.id, faults: {} };
  return { answers, page: stops.at(-1)?.key ?? null, ending: null, faults: {} };
}
