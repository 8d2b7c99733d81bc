import type { Delimiter } from "../../../../contracts/collect/file-layout.ts";
import { MAX_COLUMNS, MAX_LINE, MAX_NAME } from "../limits.ts";
import { FileRefused } from "./file-refused.ts";
import { countLines, emptyValues, type Row, rejected } from "./row.ts";
import { splitLines } from "./split-lines.ts";

/** How the records of a table are told apart. */
export interface Dialect {
  delimiter: Delimiter;
  /** False when a quote is an ordinary character. */
  quoted: boolean;
  /** Lines above the table, which are passed over. */
  skipLines?: number;
  /** True when lines that begin with # are passed over. */
  comments?: boolean;
}

export interface CsvLayout extends Dialect {
  /** How many rows the header has; 0 for none. */
  headerRows: number;
  columns?: string[] | undefined;
}

/** The cells of one record; without cells, the record is wrong and only its first line is given up. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; error: string };

type Scan = { end: number; cells: string[] } | { error: string } | "unfinished";

/**
 * Reads one record that holds quotes, from `at`. A quoted cell may hold delimiters, line ends and doubled quotes. A quote
 * inside a cell that does not begin with one (5" nails) is an ordinary character.
 */
function scanQuoted(text: string, index: number, delimiter: string, last: boolean): Scan {
  const cells: string[] = [];
  for (;;) {
    let start = index;
    while (text[start] === " ") start++;
    if (text[start] === '"') {
      let cell = "";
      let from = start + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        if (close === -1) return last ? { error: "a quote is opened and never closed" } : "unfinished";
        cell += text.slice(from, close);
        if (text[close + 1] !== '"') {
          index = close + 1;
          break;
        }
        cell += '"';
        from = close + 2;
      }
      while (text[index] === " ") index++;
      if (index >= text.length && !last) return "unfinished";
      cells.push(cell);
      if (text[index] === "\r") {
        if (index + 1 >= text.length && !last) return "unfinished";
        if (text[index + 1] === "\n" || index + 1 >= text.length) index++;
      }
      if (index >= text.length) return { end: index, cells };
      if (text[index] === "\n") return { end: index + 1, cells };
      if (text[index] !== delimiter) return { error: "there is text after a closing quote" };
      index++;
    } else {
      const newline = text.indexOf("\n", index);
      if (newline === -1 && !last) return "unfinished";
      const lineEnd = newline === -1 ? text.length : newline;
      // Within the line only: a search through all that is held, for every line, would take forever on some files.
      const rest = text.slice(index, lineEnd);
      const width = rest.indexOf(delimiter);
      if (width === -1) {
        cells.push(rest.endsWith("\r") ? rest.slice(0, -1) : rest);
        return { end: Math.min(lineEnd + 1, text.length), cells };
      }
      cells.push(rest.slice(0, width));
      index += width + 1;
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
  { delimiter, quoted, skipLines = 0, comments = false }: Dialect,
): AsyncGenerator<CsvRecord[]> {
  let held = "";
  let line = 1;
  let skipping = false;

  const take = (last: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    let index = 0;
    while (index < held.length) {
      const newline = held.indexOf("\n", index);
      if (newline === -1 && !last) {
        if (held.length - index <= MAX_LINE) break;
        if (!skipping) records.push({ line, error: `the line is longer than ${MAX_LINE} characters` });
        skipping = true;
        index = held.length;
        break;
      }
      const lineEnd = newline === -1 ? held.length : newline;
      const nextLine = Math.min(lineEnd + 1, held.length);
      const text = held.slice(index, held[lineEnd - 1] === "\r" && lineEnd > index ? lineEnd - 1 : lineEnd);
      if (skipping || text.length > MAX_LINE) {
        if (!skipping) records.push({ line, error: `the line is longer than ${MAX_LINE} characters` });
        skipping = false;
        index = nextLine;
        line++;
        continue;
      }
      if (line <= skipLines || (comments && text.startsWith("#"))) {
        index = nextLine;
        line++;
        continue;
      }
      if (!quoted || !text.includes('"')) {
        if (text !== "") records.push({ line, cells: text.split(delimiter, MAX_COLUMNS + 2) });
        index = nextLine;
        line++;
        continue;
      }
      let scan = scanQuoted(held, index, delimiter, last);
      if (scan === "unfinished" && held.length - index <= MAX_LINE) break;
      if (scan === "unfinished") scan = { error: `a quote is opened and not closed within ${MAX_LINE} characters` };
      if ("error" in scan) {
        records.push({ line, error: scan.error });
        index = nextLine;
        line++;
      } else {
        records.push({ line, cells: scan.cells });
        line += countLines(held, index, scan.end);
        index = scan.end;
      }
    }
    held = held.slice(index);
    return records;
  };

  for await (const chunk of chunks) {
    held += chunk;
    yield take(false);
  }
  yield take(true);
}

/** Columns that printed tables align with blanks: any run of them is one delimiter, and the ends do not count. */
async function* splitBlanks(
  chunks: AsyncIterable<string>,
  { skipLines = 0, comments = false }: Dialect,
): AsyncGenerator<CsvRecord[]> {
  for await (const { line, text } of splitLines(chunks)) {
    if (line <= skipLines || (comments && text?.startsWith("#"))) continue;
    if (text === null) yield [{ line, error: `the line is longer than ${MAX_LINE} characters` }];
    else if (text.trim() !== "") yield [{ line, cells: text.trim().split(/\s+/, MAX_COLUMNS + 2) }];
  }
}

/** Names as the file gives them; the nameless get column1, column2, … by position, and the second of a name gets _2. */
export function nameColumns(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((given, index) => {
    const base = given.trim().slice(0, MAX_NAME) || `column${index + 1}`;
    let name = base;
    for (let copy = 2; taken.has(name); copy++) name = `${base.slice(0, MAX_NAME - 10)}_${copy}`;
    taken.add(name);
    return name;
  });
}

/** Names out of all rows of a header: where one question spans columns, the row below tells its columns apart. */
function headerNames(rows: readonly string[][]): string[] {
  const [first = [], second] = rows;
  if (!second) return first;
  let above = "";
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => {
    const name = first[index]?.trim() ?? "";
    if (name !== "") above = name;
    const below = second[index]?.trim() ?? "";
    return name === "" && above !== "" && below !== "" ? `${above} / ${below}` : name;
  });
}

/** The cells of a text table, before any of them is taken for a header. */
export function readCells(chunks: AsyncIterable<string>, dialect: Dialect): AsyncGenerator<CsvRecord[]> {
  return dialect.delimiter === "whitespace" ? splitBlanks(chunks, dialect) : splitRecords(chunks, dialect);
}

/**
 * Rows of a text table. Empty cells at the end of a row may be left out, except behind a broken record: there, a short row
 * is likelier a piece of it. Throws FileRefused when its header is no header.
 */
export async function* readCsv(chunks: AsyncIterable<string>, layout: CsvLayout): AsyncGenerator<Row> {
  let columns = layout.columns ? nameColumns(layout.columns) : undefined;
  /** Columns from here on have no name in the file: they are there where a row fills them. */
  let named = columns?.length ?? 0;
  let broken = false;
  const header: string[][] = [];

  const toRow = (line: number, cells: string[], names: string[]): Row => {
    const tooLong = cells.slice(names.length).some((cell) => cell.trim() !== "");
    if (tooLong || (broken && cells.length < named))
      return rejected(line, `there are ${cells.length} values for ${names.length} columns`);
    broken = false;
    const values = emptyValues();
    for (const [index, name] of names.entries()) if (index < named || cells[index]) values[name] = cells[index] || null;
    return { line, values };
  };

  for await (const batch of readCells(chunks, layout)) {
    for (const record of batch) {
      const headerToCome = header.length < layout.headerRows;
      if ("error" in record) {
        if (headerToCome) throw new FileRefused("header_broken", { fault: record.error }, record.line);
        broken = true;
        yield rejected(record.line, record.error);
        continue;
      }
      if ((headerToCome || !columns) && record.cells.length > MAX_COLUMNS)
        throw new FileRefused("too_many_columns", { most: MAX_COLUMNS }, record.line);
      if (headerToCome) {
        header.push(record.cells);
        if (header.length < layout.headerRows || columns) continue;
        const names = headerNames(header);
        named = names.findLastIndex((name) => name.trim() !== "") + 1;
        columns = nameColumns(names);
        continue;
      }
      if (!columns) {
        columns = nameColumns(record.cells.map(() => ""));
        named = columns.length;
      }
      yield toRow(record.line, record.cells, columns);
    }
  }
}
