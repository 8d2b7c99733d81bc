/** Text that every store can hold: no NUL, which PostgreSQL refuses, and no half of a surrogate pair, which is not UTF-8. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** What is wrong with text that is not, and what to do about it. */
export const UNCLEAN = "holds a NUL or half of a character; send well-formed text";
