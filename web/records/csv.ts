import { BYTE_ORDER_MARK, spreadsheetCell } from "../../contracts/words/spreadsheet-cell.ts";

type Value = string | number | null;

function cell(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = spreadsheetCell(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of a table as a file (RFC 4180), the first of them its head. The mark at the beginning tells spreadsheets that it is UTF-8. */
export function csvOf(rows: readonly (readonly Value[])[]): Blob {
  const lines = rows.map((row) => `${row.map(cell).join(",")}\r\n`);
  return new Blob([BYTE_ORDER_MARK, ...lines], { type: "text/csv;charset=utf-8" });
}
