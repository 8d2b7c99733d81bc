import { stringify } from "csv-stringify/sync";
import { BYTE_ORDER_MARK, QUOTED_CELL, spreadsheetCell } from "../../../contracts/words/spreadsheet-cell.ts";

/** Rows of a table as lines of CSV that survive a spreadsheet; the mark stands before the first of a file, where it is asked for. */
export function csvLines(rows: readonly (readonly (string | number)[])[], { bom = false } = {}): string {
  const lines = stringify(
    rows.map((row) => row.map((cell) => (typeof cell === "number" ? String(cell) : spreadsheetCell(cell)))),
    { quoted_match: QUOTED_CELL },
  );
  return bom ? BYTE_ORDER_MARK + lines : lines;
}
