import { surveyLimits as limits } from "../../contracts/words/survey-limits.ts";
import type { SurveyDefinition } from "../definition.ts";
import type { Question } from "../questions.ts";
import { isDay } from "../types/date.ts";
import { type Finding, finding } from "./finding.ts";
import { between, inBounds } from "./limits.ts";
import { type QuestionPlace, questionsOf } from "./outline.ts";

/** What each type of question needs to be one that can be answered. */
export function checkQuestions(definition: SurveyDefinition): Finding[] {
  return questionsOf(definition).flatMap((place) => checkQuestion(place));
}

function checkQuestion({ path, question, page }: QuestionPlace): Finding[] {
  switch (question.type) {
    case "nps":
      return "points" in question || "least" in question ? [finding(path, "nps_scale")] : [];
    case "csat":
      return [...oneOf(`${path}.points`, question.points, [2, 3, 5, 7]), ...labelled(path, question)];
    case "ces":
      return oneOf(`${path}.points`, question.points, [5, 7]);
    case "rating":
      return [...inBounds(`${path}.points`, question.points, 2, 10), ...labelled(path, question)];
    case "emotion":
      return between(`${path}.labels`, question.labels.length, 5, 5);
    case "expectation": {
      const beside = page.questions.find(({ id }) => id === question.beside);
      return beside?.type === "csat" ? [] : [finding(`${path}.beside`, "wrong_neighbour", { id: question.beside })];
    }
    case "single":
    case "dropdown":
      return between(`${path}.options`, question.options.length, limits.options, question.other ? 1 : 2);
    case "multiple": {
      const { options, other, least = 1, most = options.length + 2 } = question;
      const count = options.length + (other ? 1 : 0);
      return [
        ...between(`${path}.options`, options.length, limits.options, 1),
        ...fits(path, least, most, 1, limits.options + 2),
        ...(least > count ? [finding(path, "cannot_be_answered", { least, most: count })] : []),
      ];
    }
    case "text":
      return fits(path, question.least ?? 0, question.most ?? 2_000, 0, 10_000);
    case "callback":
      return between(`${path}.windows`, question.windows.length, limits.windows);
    case "statement":
      return isLink(`${path}.link.url`, question.link?.url);
    default:
      return checkFurther(path, question);
  }
}

function checkFurther(path: string, question: Question): Finding[] {
  switch (question.type) {
    case "number": {
      const { least = -1e15, most = 1e15, decimals = 0 } = question;
      return [...fits(path, least, most, -1e15, 1e15), ...inBounds(`${path}.decimals`, decimals, 0, 6)];
    }
    case "date": {
      const { from, to } = question;
      const days = [from, to].filter((day) => day !== undefined && !isDay(day));
      if (days.length > 0) return [finding(path, "not_a_day", { given: String(days[0]) })];
      return from !== undefined && to !== undefined && from > to
        ? [finding(path, "cannot_be_answered", { least: from, most: to })]
        : [];
    }
    case "contact":
      return between(`${path}.parts`, new Set(question.parts.map(({ part }) => part)).size, 5, 1);
    case "matrix":
      return [
        ...between(`${path}.rows`, question.rows.length, limits.rows, 1),
        ...between(`${path}.columns`, question.columns.length, limits.columns, 2),
      ];
    case "ranking": {
      const { options, places = options.length } = question;
      return [
        ...between(`${path}.options`, options.length, limits.options, 2),
        ...inBounds(`${path}.places`, places, 1, Math.max(1, options.length)),
      ];
    }
    case "slider": {
      const { least, most, by } = question;
      if (!(by > 0)) return inBounds(`${path}.by`, by, 1e-6, 1e9, true);
      return [
        ...fits(path, least, most, -1e9, 1e9),
        ...inBounds(`${path}.by`, by, 1e-6, Math.max(1e-6, most - least), true),
      ];
    }
    case "file":
      return [
        ...between(`${path}.accepts`, question.accepts.length, 20, 1),
        ...inBounds(`${path}.bytes`, question.bytes, 1, 25_000_000),
        ...inBounds(`${path}.most`, question.most, 1, 5),
      ];
    default:
      return [];
  }
}

/** Where there is a word for each point, there is one for every point. */
function labelled(path: string, { points, labels }: { points: number; labels?: unknown[] }): Finding[] {
  return labels ? between(`${path}.labels`, labels.length, points, points) : [];
}

function oneOf(path: string, given: number, allowed: readonly number[]): Finding[] {
  if (allowed.includes(given)) return [];
  return [finding(path, "out_of_bounds", { minimum: Math.min(...allowed), maximum: Math.max(...allowed), given })];
}

function fits(path: string, least: number, most: number, minimum: number, maximum: number): Finding[] {
  const found = [
    ...inBounds(`${path}.least`, least, minimum, maximum, true),
    ...inBounds(`${path}.most`, most, minimum, maximum, true),
  ];
  return found.length === 0 && least > most ? [finding(path, "cannot_be_answered", { least, most })] : found;
}

export function isLink(path: string, url: string | undefined): Finding[] {
  if (url === undefined || (url.length <= 2_000 && /^https:\/\/[^\s/$.?#].\S*$/i.test(url))) return [];
  return [finding(path, "not_https")];
}
