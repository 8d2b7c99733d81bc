import { type Answer, keyOf } from "./answers.ts";
import type { Ending, Text } from "./definition.ts";
import type { Fault } from "./faults.ts";
import { shuffled } from "./order.ts";
import { pipe } from "./pipe.ts";
import { type Progress, progressOf } from "./progress.ts";
import { type AskedQuestion, isAsked, type Option, type Question } from "./questions.ts";
import type { Moment } from "./read-field.ts";
import { isRequired } from "./required.ts";
import { type State, wayTo } from "./session.ts";
import type { Sitting } from "./sitting.ts";
import { directionOf } from "./text-in.ts";
import { type Stop, type Way, walk } from "./walk.ts";

/** All that is needed to draw where somebody stands. Texts are plain, in their language, with what is known piped in. */
export interface View {
  language: string;
  direction: "ltr" | "rtl";
  page: PageView | null;
  ending: EndingView | null;
  progress: Progress;
  mayGoBack: boolean;
  /** Whether going on ends the survey, by what is answered now. */
  isLast: boolean;
}

export interface PageView {
  key: string;
  title: string;
  questions: QuestionView[];
}

export interface QuestionView {
  /** Of its answer. */
  key: string;
  question: Question;
  text: string;
  help: string;
  required: boolean;
  /** Options, or rows of a matrix, in the order of this respondent. */
  options: { id: string; text: string }[];
  answer: Answer | undefined;
  faults: readonly Fault[];
}

export interface EndingView {
  id: string;
  title: string;
  text: string;
  link: { url: string; text: string } | null;
}

export function look(sitting: Sitting, state: State): View {
  const { definition, language } = sitting;
  const way = wayTo(sitting, state);
  const stop = state.page === null ? undefined : way.stops.at(-1);
  const ending = definition.endings.find(({ id }) => id === state.ending);
  return {
    language,
    direction: directionOf(language),
    page: stop ? pageView(sitting, state, stop, way.moment) : null,
    ending: ending ? endingView(sitting, ending, way.moment) : null,
    progress: progressOf(sitting, way),
    mayGoBack: stop !== undefined && definition.mayGoBack !== false && way.stops.length > 1,
    isLast: stop !== undefined && isLast(sitting, way, stop),
  };
}

function isLast(sitting: Sitting, { moment }: Way, stop: Stop): boolean {
  return walk(sitting, moment.answers, (_next, { stops }) => stops.at(-2)?.key === stop.key).ending !== undefined;
}

function pageView(sitting: Sitting, state: State, stop: Stop, moment: Moment): PageView {
  const say = (text: Text | undefined) => (text ? pipe(sitting, moment, text) : "");
  const questions = stop.questions.map((question): QuestionView => {
    const key = keyOf(question.id, stop.item?.key);
    const options = isAsked(question) ? optionsOf(question, `${sitting.known.response} ${key}`) : [];
    return {
      key,
      question,
      text: say(question.text),
      help: say(isAsked(question) ? question.help : undefined),
      required: isRequired(sitting, moment, question),
      options: options.map(({ id, text }) => ({ id, text: say(text) })),
      answer: state.answers[key],
      faults: state.faults[key] ?? [],
    };
  });
  return { key: stop.key, title: say(stop.page.title ?? stop.block.title), questions };
}

function optionsOf(question: AskedQuestion, seed: string): Pick<Option, "id" | "text">[] {
  switch (question.type) {
    case "matrix":
      return question.shuffle ? shuffled<Pick<Option, "id" | "text" | "fixed">>(question.rows, seed) : question.rows;
    case "ranking":
      return question.shuffle ? shuffled(question.options, seed) : question.options;
    case "callback":
      return question.windows;
    case "single":
    case "dropdown":
    case "multiple": {
      const options = question.shuffle ? shuffled(question.options, seed) : question.options;
      const other = question.other ? [{ id: "other", text: question.other.text }] : [];
      const none = question.type === "multiple" && question.none ? [{ id: "none", text: question.none.text }] : [];
      return [...options, ...other, ...none];
    }
    default:
      return [];
  }
}

function endingView(sitting: Sitting, { id, title, text, link }: Ending, moment: Moment): EndingView {
  return {
    id,
    title: pipe(sitting, moment, title),
    text: text ? pipe(sitting, moment, text) : "",
    link: link ? { url: link.url, text: pipe(sitting, moment, link.text) } : null,
  };
}
