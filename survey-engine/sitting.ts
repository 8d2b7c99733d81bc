import type { Block, HiddenValue, Language, Page, SurveyDefinition } from "./definition.ts";
import { isAsked, type Question } from "./questions.ts";
import type { Around, Types } from "./types/type-rules.ts";

/** Who answers, as far as it is known; nothing of it can be answered over. */
export interface Known {
  /** Id of the response, made before the first request: the seed of every order. */
  response: string;
  /** One of those that the survey is published in. */
  language: Language;
  hidden?: Readonly<Record<string, HiddenValue>>;
  traits?: Readonly<Record<string, unknown>>;
  /** Quotas in which no place is left for this response. */
  full?: readonly string[];
}

/** One response being given: a survey, the rules of the types in it, and who answers. */
export interface Sitting extends Around {
  definition: SurveyDefinition;
  types: Types;
  known: Known;
  /** Where every question stands. */
  places: ReadonlyMap<string, Place>;
}

export interface Place {
  question: Question;
  page: Page;
  block: Block;
}

/** Where each question of a survey stands, by its id. */
export function placesOf({ blocks }: SurveyDefinition): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const block of blocks)
    for (const page of block.pages)
      for (const question of page.questions) places.set(question.id, { question, page, block });
  return places;
}

/**
 * The survey, ready to be answered by somebody.
 * @throws RangeError when the rules of a type in it are not loaded.
 */
export function sit(definition: SurveyDefinition, types: Types, known: Known): Sitting {
  const places = placesOf(definition);
  for (const { question } of places.values())
    if (isAsked(question) && !types[question.type])
      throw new RangeError(`The rules of questions of type ${question.type} are not loaded.`);
  const find = (id: string) => places.get(id)?.question;
  return { definition, types, known, places, find, language: known.language };
}
