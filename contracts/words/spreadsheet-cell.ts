/** What a file of UTF-8 begins with for spreadsheets that would take it for another encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** Blanks and marks that spreadsheets pass over before they look whether a formula begins. */
const UNSEEN = String.raw`[\s\p{Cc}\p{Cf}\u00A0]`;
/** What a formula begins with, in every width. */
const SIGNS = "[=+\\-@＝＋－＠﹦﹢﹣﹫−]";
const FORMULA = new RegExp(`^(?:${UNSEEN}*${SIGNS}|[\\t\\r\\n])`, "u");
/** Where another program's separator would begin a cell of its own. */
const FORMULA_WITHIN = new RegExp(`([;\\t\\r\\n]${UNSEEN}*)(?=${SIGNS})`, "gu");
/** Digits that would lose their end (more than 15), their leading zeros, or become another number (1E5). */
const REWRITTEN = /^(?:0\d+|\d{16,}|\d+(?:\.\d+)?[eE][+-]?\d+)$/;

/**
 * A text as it survives a spreadsheet: what would be run as a formula, in a cell or behind another program's separator, and
 * digits that would be taken for a number and rounded, get a `'` before them.
 */
export function spreadsheetCell(text: string): string {
  const within = text.replace(FORMULA_WITHIN, "$1'");
  return FORMULA.test(within) || REWRITTEN.test(within) ? `'${within}` : within;
}

/** Which cells are written within quotes, beside those of the format itself: separators of spreadsheets in other languages. */
export const QUOTED_CELL = /[;\t\r\n]/;
