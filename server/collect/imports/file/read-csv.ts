import type { Delimiter } from "../../../../contracts/collect/imports.ts";
import { MAX_COLUMNS, MAX_LINE } from "../limits.ts";
import { FileRefused } from "./file-refused.ts";
import { countLines, emptyValues, type Row, rejected } from "./row.ts";
import { splitLines } from "./split-lines.ts";

export type CsvLayout = {
  delimiter: Delimiter;
  /** False when a quote is an ordinary character. */
  quoted: boolean;
  header: boolean;
  columns?: string[] | undefined;
};

/** The cells of one record; without cells, the record is wrong and only its first line is given up. */
type CsvRecord = { line: number; cells: string[] } | { line: number; error: string };

type Scan = { end: number; cells: string[] } | { error: string } | "unfinished";

/**
 * Reads one record that holds quotes, from `at`. A quoted cell may hold delimiters, line ends and doubled quotes. A quote
 * inside a cell that does not begin with one (5" nails) is an ordinary character.
 */
function scanQuoted(text: string, at: number, delimiter: string, last: boolean): Scan {
  const cells: string[] = [];
  for (;;) {
    let start = at;
    while (text[start] === " ") start++;
    if (text[start] === '"') {
      let cell = "";
      let from = start + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        if (close === -1) return last ? { error: "a quote is opened and never closed" } : "unfinished";
        cell += text.slice(from, close);
        if (text[close + 1] !== '"') {
          at = close + 1;
          break;
        }
        cell += '"';
        from = close + 2;
      }
      while (text[at] === " ") at++;
      if (at >= text.length && !last) return "unfinished";
      cells.push(cell);
      if (text[at] === "\r") {
        if (at + 1 >= text.length && !last) return "unfinished";
        if (text[at + 1] === "\n" || at + 1 >= text.length) at++;
      }
      if (at >= text.length) return { end: at, cells };
      if (text[at] === "\n") return { end: at + 1, cells };
      if (text[at] !== delimiter) return { error: "there is text after a closing quote" };
      at++;
    } else {
      const newline = text.indexOf("\n", at);
      if (newline === -1 && !last) return "unfinished";
      const lineEnd = newline === -1 ? text.length : newline;
      // Within the line only: a search through all that is held, for every line, would take forever on some files.
      const rest = text.slice(at, lineEnd);
      const width = rest.indexOf(delimiter);
      if (width === -1) {
        cells.push(rest.endsWith("\r") ? rest.slice(0, -1) : rest);
        return { end: Math.min(lineEnd + 1, text.length), cells };
      }
      cells.push(rest.slice(0, width));
      at += width + 1;
    }
    if (cells.length > MAX_COLUMNS) return { error: `there are more than ${MAX_COLUMNS} values` };
  }
}

/**
 * Records of a text with one delimiter character. A faulty record costs the line it begins on and no more: reading goes
 * on with the next line, so that one stray quote cannot swallow the rest of the file unseen.
 */
async function* splitRecords(
  chunks: AsyncIterable<string>,
  delimiter: string,
  quoted: boolean,
): AsyncGenerator<CsvRecord[]> {
  let held = "";
  let line = 1;
  let skipping = false;

  const take = (last: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < held.length) {
      const newline = held.indexOf("\n", at);
      if (newline === -1 && !last) {
        if (held.length - at <= MAX_LINE) break;
        if (!skipping) records.push({ line, error: `the line is longer than ${MAX_LINE} characters` });
        skipping = true;
        at = held.length;
        break;
      }
      const lineEnd = newline === -1 ? held.length : newline;
      const nextLine = Math.min(lineEnd + 1, held.length);
      const text = held.slice(at, held[lineEnd - 1] === "\r" && lineEnd > at ? lineEnd - 1 : lineEnd);
      if (skipping || text.length > MAX_LINE) {
        if (!skipping) records.push({ line, error: `the line is longer than ${MAX_LINE} characters` });
        skipping = false;
        at = nextLine;
        line++;
        continue;
      }
      if (!quoted || !text.includes('"')) {
        if (text !== "") records.push({ line, cells: text.split(delimiter, MAX_COLUMNS + 2) });
        at = nextLine;
        line++;
        continue;
      }
      let scan = scanQuoted(held, at, delimiter, last);
      if (scan === "unfinished" && held.length - at <= MAX_LINE) break;
      if (scan === "unfinished") scan = { error: `a quote is opened and not closed within ${MAX_LINE} characters` };
      if ("error" in scan) {
        records.push({ line, error: scan.error });
        at = nextLine;
        line++;
      } else {
        records.push({ line, cells: scan.cells });
        line += countLines(held, at, scan.end);
        at = scan.end;
      }
    }
    held = held.slice(at);
    return records;
  };

  for await (const chunk of chunks) {
    held += chunk;
    yield take(false);
  }
  yield take(true);
}

/** Columns that printed tables align with blanks: any run of them is one delimiter, and the ends do not count. */
async function* splitBlanks(chunks: AsyncIterable<string>): AsyncGenerator<CsvRecord[]> {
  for await (const { line, text } of splitLines(chunks)) {
    if (text === null) yield [{ line, error: `the line is longer than ${MAX_LINE} characters` }];
    else if (text.trim() !== "") yield [{ line, cells: text.trim().split(/\s+/, MAX_COLUMNS + 2) }];
  }
}

/** Names as the file gives them; the nameless get column1, column2, … by position, and the second of a name gets _2. */
export function nameColumns(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((given, index) => {
    const base = given.trim().slice(0, 200) || `column${index + 1}`;
    let name = base;
    for (let copy = 2; taken.has(name); copy++) name = `${base.slice(0, 190)}_${copy}`;
    taken.add(name);
    return name;
  });
}

function toRow(line: number, cells: string[], columns: string[]): Row {
  if (cells.length < columns.length || cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
    return rejected(line, `there are ${cells.length} values for ${columns.length} columns`);
  }
  const values = emptyValues();
  for (const [index, name] of columns.entries()) values[name] = cells[index] || null;
  return { line, values };
}

/** The cells of a text table, before any of them is taken for a header. */
export function readCells(
  chunks: AsyncIterable<string>,
  delimiter: Delimiter,
  quoted: boolean,
): AsyncGenerator<CsvRecord[]> {
  return delimiter === "whitespace" ? splitBlanks(chunks) : splitRecords(chunks, delimiter, quoted);
}

/** Rows of a text table. Throws FileRefused when its header is no header. */
export async function* readCsv(chunks: AsyncIterable<string>, layout: CsvLayout): AsyncGenerator<Row> {
  let columns = layout.columns ? nameColumns(layout.columns) : undefined;
  let headerToCome = layout.header;
  for await (const batch of readCells(chunks, layout.delimiter, layout.quoted)) {
    for (const record of batch) {
      if ("error" in record) {
        if (headerToCome) throw new FileRefused("header_broken", { fault: record.error }, record.line);
        yield rejected(record.line, record.error);
        continue;
      }
      if (headerToCome || !columns) {
        if (record.cells.length > MAX_COLUMNS) {
          throw new FileRefused("too_many_columns", { most: MAX_COLUMNS }, record.line);
        }
        columns ??= nameColumns(headerToCome ? record.cells : record.cells.map(() => ""));
        if (headerToCome) {
          headerToCome = false;
          continue;
        }
      }
      yield toRow(record.line, record.cells, columns);
    }
  }
}
