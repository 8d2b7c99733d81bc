type Value = string | number | null;

/** What a spreadsheet would run as a formula is defused, as in the files of the server. */
function cell(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of a table as a file (RFC 4180), the first of them its head. The mark at the beginning tells spreadsheets that it is UTF-8. */
export function csvOf(rows: readonly (readonly Value[])[]): Blob {
  const lines = rows.map((row) => `${row.map(cell).join(",")}\r\n`);
  return new Blob(["\uFEFF", ...lines], { type: "text/csv;charset=utf-8" });
}
