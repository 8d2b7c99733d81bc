/** One option: its id, or what was typed beside "other". */
export type Choice = string | { readonly other: string };

/** Values of their own: they are answers, and in no denominator. */
export interface Skipped {
  readonly skipped: "declined" | "not_applicable";
}

export interface UploadedFile {
  /** Given by the upload. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/**
 * What was answered, in the one form in which it is kept. By type of question:
 *
 * | type | answer |
 * |---|---|
 * | nps, csat, ces, emotion, expectation, rating, number, slider | number |
 * | fcr, consent | boolean |
 * | text, date, email, phone | text |
 * | single, dropdown | a choice |
 * | multiple | list of choices |
 * | ranking | list of option ids, the first place first |
 * | matrix | `{ [row]: column }` |
 * | contact | `{ [part]: text }` |
 * | callback | `{ number, window? }` |
 * | file | list of uploaded files |
 */
export type Answer =
  | number
  | boolean
  | string
  | Skipped
  | Choice
  | readonly Choice[]
  | readonly UploadedFile[]
  | { readonly [part: string]: string };

export function isSkipped(answer: unknown): answer is Skipped {
  return typeof answer === "object" && answer !== null && "skipped" in answer;
}

/** In which question, and of a repeated block for which thing, an answer was given: `quality`, or `quality#A-17`. */
export function keyOf(id: string, itemKey?: string): string {
  return itemKey === undefined ? id : `${id}#${itemKey}`;
}

/** The question or page that a key names. */
export function idOf(key: string): string {
  return key.split("#", 1)[0] ?? key;
}
