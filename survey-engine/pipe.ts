import { splitPath } from "../contracts/words/fields.ts";
import { isSkipped } from "./answers.ts";
import type { Text } from "./definition.ts";
import { answerFrom, type Moment, readField } from "./read-field.ts";
import type { Sitting } from "./sitting.ts";
import { textIn } from "./text-in.ts";
import { sayNumber } from "./types/type-rules.ts";

/** Longer answers are cut with an ellipsis where they are piped. */
const MOST = 200;

/** A place in a text: a field of the condition language, and what stands there where nothing is known. */
export const PLACE_IN_TEXT = /\{\{\s*([^{}|]{1,300}?)\s*(?:\|([^{}]{0,200}))?\}\}/g;

/**
 * The text in the respondent's language with what is known in its places. It is plain text: who draws it escapes it, whatever
 * was piped.
 */
export function pipe(sitting: Sitting, moment: Moment, text: Text): string {
  return textIn(text, sitting.language).replace(PLACE_IN_TEXT, (_place, field: string, instead?: string) => {
    const said = sayField(sitting, moment, field).replace(/\s+/g, " ");
    if (said === "") return instead ?? "";
    return said.length > MOST ? `${said.slice(0, MOST).replace(/[\ud800-\udbff]$/, "")}…` : said;
  });
}

function sayField(sitting: Sitting, moment: Moment, field: string): string {
  const [root, id = "", ...below] = splitPath(field);
  if (root === "answers" && below.length === 0) {
    const answer = answerFrom(sitting, moment, id);
    const question = sitting.find(id);
    if (answer === undefined || isSkipped(answer) || !question) return "";
    return sitting.types[question.type]?.said?.(answer, question, sitting) ?? "";
  }
  const value = readField(sitting, moment, field);
  if (typeof value === "number") return sayNumber(value, sitting);
  return typeof value === "string" ? value : "";
}
