import type { Block, SurveyDefinition, Text } from "../definition.ts";
import type { Question } from "../questions.ts";
import { type Known, type Sitting, sit } from "../sitting.ts";
import { allTypes } from "../types/all.ts";

/** A text in the language of test surveys. */
export function said(text: string): Text {
  return { en: text };
}

/** A survey of these blocks that lacks nothing else. */
export function plainSurvey(blocks: Block[], more: Partial<SurveyDefinition> = {}): SurveyDefinition {
  return {
    format: 1,
    title: said("Test"),
    languages: ["en"],
    purpose: "research",
    privacy: said("We keep your answers for a year."),
    blocks,
    endings: [{ id: "thanks", title: said("Thank you") }],
    ...more,
  };
}

/** A survey with a page for each question, in one block. */
export function pageEach(questions: Question[], more: Partial<SurveyDefinition> = {}): SurveyDefinition {
  const pages = questions.map((question) => ({ id: `page_${question.id}`, questions: [question] }));
  return plainSurvey([{ id: "main", pages }], more);
}

export function sitWith(definition: SurveyDefinition, known: Partial<Known> = {}): Sitting {
  return sit(definition, allTypes, { response: "r1", language: "en", ...known });
}

const ENDS = { low: said("Not at all"), high: said("Very") };

export function nps(id: string, more: object = {}): Question {
  return { id, type: "nps", text: said("How likely are you to recommend us?"), ends: ENDS, ...more };
}

export function single(id: string, optionIds: string[], more: object = {}): Question {
  const options = optionIds.map((option) => ({ id: option, text: said(`Option ${option}`) }));
  return { id, type: "single", text: said("Which one?"), options, ...more };
}

export function multiple(id: string, optionIds: string[], more: object = {}): Question {
  const options = optionIds.map((option) => ({ id: option, text: said(`Option ${option}`) }));
  return { id, type: "multiple", text: said("Which ones?"), options, ...more };
}

export function text(id: string, more: object = {}): Question {
  return { id, type: "text", text: said("What else?"), ...more };
}
