import type { Delimiter, FileFormat } from "../../../../contracts/collect/file-layout.ts";
import { cellOf, SHEET_DELIMITER } from "./excel/sheet-text.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonArray, readJsonLines } from "./read-json.ts";
import { readXes } from "./read-xes.ts";
import type { Row } from "./row.ts";

/** How to read a file; `recognise` finds it, a mapping's `layout` may overrule it. */
export type RowLayout = {
  format: FileFormat;
  delimiter: Delimiter | null;
  quoted: boolean;
  /** Lines above the table. */
  skipLines: number;
  /** True when lines that begin with # are no rows. */
  comments: boolean;
  header: boolean;
  /** How many rows the header has; the first names the columns. 0 without a header. */
  headerRows: number;
  columns?: string[] | undefined;
};

/** Old Macintosh files end their lines with a carriage return alone. */
async function* withLineFeeds(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let alone: boolean | undefined;
  let held = "";
  for await (const chunk of chunks) {
    let text = held + chunk;
    held = "";
    if (alone === undefined) {
      if (text.endsWith("\r")) {
        held = "\r";
        text = text.slice(0, -1);
      }
      if (text.includes("\n")) alone = false;
      else if (text.includes("\r")) alone = true;
    }
    yield alone ? text.replaceAll("\r", "\n") : text;
  }
  yield held;
}

/** Rows of a sheet: the table of text that it is read as, with what its cells held. */
async function* readSheetRows(chunks: AsyncIterable<string>, layout: RowLayout): AsyncGenerator<Row> {
  for await (const row of readCsv(chunks, { ...layout, delimiter: SHEET_DELIMITER })) {
    for (const [name, text] of Object.entries(row.values)) {
      const { value, isFailed } = cellOf(text);
      row.values[name] = value;
      if (isFailed) row.failed = (row.failed ?? 0) + 1;
    }
    yield row;
  }
}

/**
 * Rows of a file, in order, in bounded memory. A row that cannot be read comes with `error` and its line; a file that
 * cannot be read on throws FileRefused. Lines count from 1; a row that spans lines has the number of its first.
 */
export function readRows(chunks: AsyncIterable<string>, layout: RowLayout): AsyncGenerator<Row> {
  if (layout.format === "xes") return readXes(chunks);
  if (layout.format === "json") return readJsonArray(chunks, layout);
  if (layout.format === "xlsx") return readSheetRows(chunks, layout);
  const lines = withLineFeeds(chunks);
  if (layout.format === "jsonl") return readJsonLines(lines);
  return readCsv(lines, { ...layout, delimiter: layout.delimiter ?? "," });
}
