import { splitPath } from "../../contracts/words/fields.ts";
import type { Block, SurveyDefinition } from "../definition.ts";
import { contactParts, isAsked, type Question } from "../questions.ts";
import { scaleOf } from "../types/scale.ts";
import { type Finding, finding } from "./finding.ts";
import { type QuestionPlace, questionsOf } from "./outline.ts";

/** Where a field is named: what was asked by then, and the block whose turn it is. */
export interface Standing {
  path: string;
  asked: number;
  block: Block | undefined;
}

/** The fields of a survey: which there are, and what may stand in each. */
export class Fields {
  private readonly definition: SurveyDefinition;
  private readonly places: ReadonlyMap<string, QuestionPlace>;

  constructor(definition: SurveyDefinition) {
    this.definition = definition;
    this.places = new Map(questionsOf(definition).map((place) => [place.question.id, place]));
  }

  find(id: string): QuestionPlace | undefined {
    return this.places.get(id);
  }

  /** Whether the field is there where it is named. */
  check(name: string, { path, asked, block }: Standing): Finding[] {
    const [root = "", id = "", ...below] = splitPath(name);
    const { hidden = [], variables = [], scores = [] } = this.definition;
    const unknown = [finding(path, "unknown_reference", { name })];
    const isOne = (things: readonly { id: string }[]) => below.length === 0 && things.some((each) => each.id === id);
    switch (root) {
      case "answers":
        return this.checkAnswer(name, id, below, { path, asked, block });
      case "hidden":
        return isOne(hidden) ? [] : unknown;
      case "variables":
        return isOne(variables) ? [] : unknown;
      case "scores": {
        if (!isOne(scores)) return unknown;
        const isBegun = scores.some(
          (score) => score.id === id && score.of.some(({ answer }) => this.isAsked(answer, asked)),
        );
        return isBegun ? [] : [finding(path, "asks_ahead", { name })];
      }
      case "item":
        return block?.repeat ? [] : [finding(path, "no_item", { name })];
      case "traits":
        return id === "" ? unknown : [];
      case "language":
        return id === "" ? [] : unknown;
      default:
        return unknown;
    }
  }

  private checkAnswer(name: string, id: string, below: readonly string[], { path, asked, block }: Standing): Finding[] {
    const place = this.places.get(id);
    if (!place || !isAsked(place.question) || !hasPart(place.question, below))
      return [finding(path, "unknown_reference", { name })];
    if (!this.isAsked(id, asked)) return [finding(path, "asks_ahead", { name })];
    if (place.block.repeat && place.block !== block) return [finding(path, "asks_into_repeat", { name })];
    return [];
  }

  private isAsked(id: string, asked: number): boolean {
    const place = this.places.get(id);
    return place !== undefined && place.index < asked;
  }

  /** All that a field may hold; undefined where that is without end, or not known. */
  valuesOf(name: string): (string | number | boolean)[] | undefined {
    const [root, id = "", ...below] = splitPath(name);
    if (root === "language") return this.definition.languages;
    const question = root === "answers" ? this.places.get(id)?.question : undefined;
    if (!question || !isAsked(question)) return undefined;
    const values = this.answersOf(question, below);
    if (!values) return undefined;
    if (question.mayDecline && below.length === 0) values.push("declined");
    if (question.mayNotApply && below.length === 0) values.push("not_applicable");
    return values;
  }

  /** Whether a field holds numbers only, which no text is compared with by size. */
  isNumeric(name: string): boolean {
    const [root, id = ""] = splitPath(name);
    const type = root === "answers" ? this.places.get(id)?.question.type : undefined;
    return root === "scores" || type === "number" || type === "slider" || this.scale(id, root) !== undefined;
  }

  private scale(id: string, root = "answers") {
    return root === "answers"
      ? scaleOf(this.places.get(id)?.question, (other) => this.places.get(other)?.question)
      : undefined;
  }

  private answersOf(question: Question, below: readonly string[]): (string | number | boolean)[] | undefined {
    const scale = this.scale(question.id);
    if (scale) return Array.from({ length: scale[1] - scale[0] + 1 }, (_each, index) => scale[0] + index);
    switch (question.type) {
      case "fcr":
      case "consent":
        return [true, false];
      case "single":
      case "dropdown":
        return [...question.options.map(({ id }) => id), ...(question.other ? ["other"] : [])];
      case "multiple":
        return below.length === 1 ? [true] : undefined;
      case "matrix":
        return below.length === 1 ? question.columns.map(({ id }) => id) : undefined;
      case "ranking":
        return below.length === 1 ? question.options.map((_option, index) => index + 1) : undefined;
      default:
        return undefined;
    }
  }
}

/** What stands below the answer of a question. */
function hasPart(question: Question, below: readonly string[]): boolean {
  if (below.length === 0) return true;
  const [part = ""] = below;
  if (below.length > 1) return false;
  switch (question.type) {
    case "multiple":
      return (
        question.options.some(({ id }) => id === part) ||
        (part === "other" && question.other !== undefined) ||
        (part === "none" && question.none !== undefined)
      );
    case "ranking":
      return question.options.some(({ id }) => id === part);
    case "matrix":
      return question.rows.some(({ id }) => id === part);
    case "contact":
      return contactParts.some((each) => each === part) && question.parts.some((each) => each.part === part);
    case "callback":
      return part === "number" || part === "window";
    case "file":
      return part === "count";
    default:
      return false;
  }
}
