import type { Value } from "../row.ts";

// A sheet is read as a table of text, so that all that is known of tables is known of sheets: commas, quotes, a line a row.
// Two signs say what text cannot: a line end within a cell is a carriage return, so that lines count rows, and a cell whose
// formula failed is a character that XML does not have.

export const SHEET_DELIMITER = ",";
const FAILED = "\uFFFF";

export type Cell = string | { failed: true };

/** A row of a sheet as a line. */
export function lineOf(cells: readonly Cell[]): string {
  const texts = cells.map((cell) => (typeof cell === "string" ? quoted(cell) : FAILED));
  return `${texts.join(SHEET_DELIMITER)}\n`;
}

function quoted(cell: string): string {
  const text = cell.includes("\n") || cell.includes("\r") ? cell.replace(/\r\n|\r|\n/g, "\r") : cell;
  return /[",\r]|^[#\s]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a cell of such a line held. */
export function cellOf(text: Value): { value: Value; isFailed: boolean } {
  if (text === FAILED) return { value: null, isFailed: true };
  return { value: typeof text === "string" ? text.replaceAll("\r", "\n") : text, isFailed: false };
}
