import { z } from "zod";

/** Text that every store can hold: no NUL, which PostgreSQL refuses, and no half of a surrogate pair, which is not UTF-8. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** What is wrong with text that is not, and what to do about it. */
export const UNCLEAN = "holds a NUL or half of a character; send well-formed text";

/** Text that people write, names or look something up by. */
export const cleanText = z
  .string()
  .refine(isCleanText, { message: UNCLEAN, params: { code: "unclean_text", values: {} } });

/** Text without line breaks and other control characters. */
export const ONE_LINE = /^\P{Cc}*$/u;
