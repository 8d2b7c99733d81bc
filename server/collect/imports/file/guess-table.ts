import type { Delimiter, Layout } from "../../../../contracts/collect/file-layout.ts";
import { guessColumn, looksLikeData } from "../mapping/guess-columns.ts";
import { isNothing } from "../mapping/parse-number.ts";
import { type CsvRecord, readCells } from "./read-csv.ts";
import type { RowLayout } from "./read-rows.ts";

const RECORDS_LOOKED_AT = 1000;
/** How far down a table may begin, below a title and what else stands above it. */
const START_LOOKED_FOR = 50;
const HEADER_ROWS = 3;
const DELIMITERS: Delimiter[] = [",", ";", "\t", "|"];
/** The share of rows that must have as many values as the first for a delimiter to be believed. */
const ENOUGH = 0.7;

type Cells = Extract<CsvRecord, { cells: string[] }>;

/** The records of a text under one delimiter. */
interface Split {
  delimiter: Delimiter;
  records: Cells[];
  faults: number;
}

/** A table that begins at a record of a split; `fit` is the share of records below that are as wide as that one. */
interface Table extends Split {
  start: number;
  width: number;
  fit: number;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function split(text: string, delimiter: Delimiter, quoted: boolean, comments: boolean): Promise<Split> {
  const records: Cells[] = [];
  let faults = 0;
  for await (const batch of readCells(once(text), { delimiter, quoted, comments })) {
    for (const record of batch) {
      if (records.length + faults >= RECORDS_LOOKED_AT) break;
      if ("error" in record) faults++;
      else records.push(record);
    }
  }
  return { delimiter, records, faults };
}

const isFilled = (cell: string): boolean => cell.trim() !== "";
const filledCells = (cells: readonly string[]): number => cells.filter(isFilled).length;
const trimmedWidth = (cells: readonly string[]): number => cells.findLastIndex(isFilled) + 1;

/** How well a record fits a table of a width: empty cells at the end may be more or fewer. */
function fitOf(cells: readonly string[], width: number, named: number): number {
  if (cells.length === width) return 1;
  const filled = trimmedWidth(cells);
  if (cells.length > width) return filled <= width ? 1 : 0;
  return cells.length >= named ? 1 : cells.length > 1 ? 0.5 : 0.25;
}

function tableAt(from: Split, start: number): Table {
  const first = from.records[start]?.cells ?? [];
  const width = first.length;
  const named = trimmedWidth(first);
  const below = from.records.slice(start + 1);
  const sum = below.reduce((total, { cells }) => total + fitOf(cells, width, named), 0);
  const all = below.length + from.faults;
  return { ...from, start, width, fit: all === 0 ? 1 : sum / all };
}

const scoreOf = ({ fit, width }: Table): number => fit * Math.log(width + 1);

/** The first record that those below it are as wide as: what stands above is no part of the table. */
function findTable(from: Split): Table {
  const whole = tableAt(from, 0);
  if (whole.width > 1 && whole.fit >= ENOUGH) return whole;
  const last = Math.min(START_LOOKED_FOR, from.records.length - 1);
  for (let start = 1; start < last; start++) {
    const table = tableAt(from, start);
    if (table.width > 1 && table.fit >= ENOUGH) return table;
  }
  return whole;
}

/** The count of the header decides, not that of the rows, whose cells may hold lists and addresses. */
async function guessDelimiter(text: string, comments: boolean): Promise<Table> {
  const tables = await Promise.all(DELIMITERS.map(async (mark) => findTable(await split(text, mark, true, comments))));
  const [best] = tables
    .filter(({ width, fit }) => width > 1 && fit >= ENOUGH)
    .sort((a, b) => a.start - b.start || scoreOf(b) - scoreOf(a));
  if (best) return best;
  const blanks = tableAt(await split(text, "whitespace", false, comments), 0);
  if (blanks.width > 1 && blanks.fit >= 0.95) return blanks;
  // Nothing divides the lines evenly: one column, or a table with many broken rows.
  return tables.sort((a, b) => Number(b.width > 1) - Number(a.width > 1) || scoreOf(b) - scoreOf(a))[0] as Table;
}

const readsAsName = (cell: string): boolean => isFilled(cell) && !looksLikeData(cell.trim());

/** Spreadsheets fill up a title above the table with empty cells, so that it is as wide as the table. */
function belowTitle({ records, start, width }: Table): number {
  if (width < 2) return start;
  for (let index = start; index < Math.min(records.length - 1, start + START_LOOKED_FOR); index++) {
    const { cells = [] } = records[index] ?? {};
    if (filledCells(cells) === width) return cells.every(readsAsName) ? index : start;
    if (filledCells(cells) > width * 0.6) return start;
  }
  return start;
}

type Kind = ReturnType<typeof guessColumn>["type"];
const TYPED: ReadonlySet<Kind> = new Set(["number", "number-comma", "time", "boolean"]);

const kindsOf = (records: readonly Cells[], width: number): Kind[] =>
  Array.from(
    { length: width },
    (_, index) =>
      guessColumn(
        "",
        records.slice(0, 200).map(({ cells }) => cells[index] ?? null),
      ).type,
  );

const isRowOfIds = ({ cells }: Cells): boolean =>
  cells.some(isFilled) && cells.every((cell) => !isFilled(cell) || /^\{"ImportId":/.test(cell));

/**
 * Whether the first record names the columns. It does not if a value in it is a number or a time, or stands there twice; it
 * does if some column below it is of a kind (number, time, boolean); between texts alone it usually does.
 */
function guessHeader([first, ...below]: readonly Cells[], width: number): boolean {
  if (!first) return true;
  const names = Array.from({ length: width }, (_, index) => (first.cells[index] ?? "").trim());
  if (names.every((name) => name === "") || names.some((name) => looksLikeData(name))) return false;
  // Only a header has ids of its own below it; names may then stand in it twice.
  if (below.slice(0, HEADER_ROWS - 1).some(isRowOfIds)) return true;
  if (below.length === 0) return true;
  if (kindsOf(below, width).some((kind) => TYPED.has(kind))) return true;
  const seenBelow = names.some(
    (name, index) => name !== "" && below.some(({ cells }) => cells[index]?.trim() === name),
  );
  return !seenBelow;
}

/**
 * Survey tools write the wording of the questions, the options or ids of their own in one or two rows below the names. Such
 * a row has words where the rows below have numbers and times, and nothing that fits there.
 */
function guessHeaderRows(records: readonly Cells[], width: number): number {
  for (let rows = HEADER_ROWS; rows > 1; rows--) {
    const last = records[rows - 1];
    if (last && isRowOfIds(last)) return rows;
    const below = records.slice(rows);
    if (below.length === 0) continue;
    const kinds = kindsOf(below, width);
    const always = kinds.map((_, index) => below.every(({ cells }) => isFilled(cells[index] ?? "")));
    const isFurther = ({ cells }: Cells): boolean => {
      const typed = kinds.flatMap((kind, index) => (TYPED.has(kind) ? [index] : []));
      const words = typed.filter((index) => readsAsName(cells[index] ?? "") && !isNothing(cells[index] ?? ""));
      const gaps = typed.filter((index) => always[index] && !isFilled(cells[index] ?? ""));
      const fitting = typed.length - words.length - typed.filter((index) => !isFilled(cells[index] ?? "")).length;
      return fitting === 0 && words.length > 0 && (words.length > 1 || gaps.length > 0);
    };
    if (records.slice(1, rows).every(isFurther)) return rows;
  }
  return 1;
}

const isRemark = ({ cells }: Cells): boolean => (cells[0] ?? "").startsWith("#");

/** Lines that begin with # are remarks where they are no rows: a table of such values has them in its own width. */
function guessComments(records: readonly Cells[], width: number): boolean {
  const remarks = records.filter(isRemark);
  const odd = remarks.filter(({ cells }) => cells.length !== width);
  return width > 1 && remarks.length < records.length && odd.length * 2 > remarks.length;
}

/** What a first line `sep=;` says to spreadsheets. */
function statedDelimiter(text: string): Delimiter | undefined {
  const mark = /^"?sep=(.)"?\r?$/im.exec(text.slice(0, Math.max(0, text.indexOf("\n"))))?.[1];
  return DELIMITERS.find((each) => each === mark);
}

/** How the text of a table is laid out, as far as `given` does not say. */
export async function guessTable(whole: string, given: Layout): Promise<RowLayout> {
  const stated = statedDelimiter(whole);
  const skipped = given.skipLines ?? (stated ? 1 : 0);
  const text = whole.replace(new RegExp(`^(?:[^\\n]*\\n){0,${skipped}}`), (lines) => lines.replace(/[^\n]/g, ""));
  const delimiter = given.delimiter ?? stated;
  const tableOf = async (withoutRemarks: boolean): Promise<Table> => {
    if (delimiter === undefined) return guessDelimiter(text, withoutRemarks);
    const cells = await split(text, delimiter, delimiter !== "whitespace", withoutRemarks);
    return given.skipLines === undefined ? findTable(cells) : tableAt(cells, 0);
  };

  let table = await tableOf(true);
  const { records: all } = await split(text, table.delimiter, table.delimiter !== "whitespace", false);
  const comments = guessComments(all, table.width);
  if (!comments && all.some(isRemark)) table = await tableOf(false);
  // Exports that know no quoting write quotes as they come; then reading them as such gives faults, and not doing so none.
  const unquoted = tableAt(await split(text, table.delimiter, false, comments), table.start);
  const quoted = table.delimiter !== "whitespace" && !(table.faults > 0 && unquoted.fit > Math.max(table.fit, 0.99));
  if (!quoted) table = unquoted;

  const start = given.skipLines === undefined ? belowTitle(table) : table.start;
  const records = table.records.slice(start);
  const header = given.header ?? guessHeader(records.slice(0, 200), table.width);
  return {
    format: "csv",
    delimiter: table.delimiter,
    quoted,
    skipLines: given.skipLines ?? (start === 0 ? skipped : (records[0]?.line ?? 1) - 1),
    comments,
    header,
    headerRows: header ? (given.headerRows ?? guessHeaderRows(records, table.width)) : 0,
    columns: given.columns,
  };
}
