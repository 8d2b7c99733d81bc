import { isCleanText } from "../../contracts/words/well-formed.ts";
import type { Fault } from "../faults.ts";
import { refused } from "./type-rules.ts";

/** What a text of people may take at most, in UTF-16 units, however few characters they see in it. */
const MOST_UNITS = 40_000;

/** As kept: line breaks of one kind, no blanks around; or what is wrong with it. */
export function takeText(
  given: unknown,
  path: string,
  most: number,
  least = 0,
): { answer: string } | { faults: Fault[] } {
  if (typeof given !== "string") return refused(path, "wrong_type");
  if (!isCleanText(given)) return refused(path, "unclean_text");
  const text = given.replace(/\r\n?/g, "\n").trim();
  const count = text.length > MOST_UNITS ? text.length : countCharacters(text, most);
  if (count > most) return refused(path, "too_long", { maximum: most, given: count });
  return count < least ? refused(path, "too_short", { minimum: least, given: count }) : { answer: text };
}

/** Characters as people count them: a flag, a family and a letter with its accents are one each. */
function countCharacters(text: string, enough: number): number {
  // No text has more characters than units, so most need no counting.
  if (text.length <= enough && !/[^\0-\u02ff]/.test(text)) return text.length;
  let count = 0;
  for (const _each of segmentsOf(text)) count += 1;
  return count;
}

function segmentsOf(text: string): Iterable<unknown> {
  return "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text) : text;
}
