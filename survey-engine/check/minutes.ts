import type { Language, SurveyDefinition } from "../definition.ts";
import { isAsked, type Question } from "../questions.ts";
import { textIn } from "../text-in.ts";
import { type Finding, finding } from "./finding.ts";
import { questionsOf, textsIn } from "./outline.ts";

/** Words a minute in silent reading (Brysbaert, Journal of Memory and Language 2019, mean of English non-fiction). */
const WORDS_A_MINUTE = 238;
const MOST_MINUTES = 3;
/** Turns that a repeated block is taken to have where nobody knows. */
const USUAL_TURNS = 3;

/** Seconds to decide and to tap or type, by type; our own estimate, on the generous side. */
const SECONDS: Readonly<Record<Question["type"], number>> = {
  statement: 0,
  nps: 4,
  csat: 4,
  ces: 4,
  fcr: 3,
  emotion: 4,
  expectation: 4,
  rating: 4,
  single: 5,
  multiple: 8,
  text: 15,
  consent: 4,
  callback: 20,
  dropdown: 7,
  number: 8,
  date: 8,
  email: 12,
  phone: 12,
  contact: 30,
  matrix: 4,
  ranking: 6,
  slider: 5,
  file: 30,
};

/** Minutes that the whole survey takes who sees every question of it and answers what is asked. */
export function minutesOf(definition: SurveyDefinition, language: Language): number {
  const seconds = questionsOf(definition).reduce((sum, { question, block }) => {
    const turns = block.repeat ? Math.min(block.repeat.most, USUAL_TURNS) : 1;
    return sum + turns * secondsOf(question, language);
  }, 0);
  return seconds / 60;
}

export function checkMinutes(definition: SurveyDefinition): Finding[] {
  const minutes = Math.round(minutesOf(definition, definition.languages[0] ?? "en") * 10) / 10;
  return minutes > MOST_MINUTES ? [finding("", "takes_long", { minutes, maximum: MOST_MINUTES })] : [];
}

function secondsOf(question: Question, language: Language): number {
  const words = textsIn(question).reduce((sum, { text }) => sum + textIn(text, language).split(/\s+/).length, 0);
  const reading = (words / WORDS_A_MINUTE) * 60;
  return reading + SECONDS[question.type] * timesOf(question) * (isAsked(question) && !question.require ? 0.8 : 1);
}

function timesOf(question: Question): number {
  if (question.type === "matrix") return question.rows.length;
  if (question.type === "ranking") return question.places ?? question.options.length;
  return question.type === "text" && question.long ? 2 : 1;
}
