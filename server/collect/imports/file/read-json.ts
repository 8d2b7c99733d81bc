import { parseExactJson } from "../../../platform/exact-json.ts";
import { MAX_COLUMNS, MAX_DEPTH, MAX_LINE } from "../limits.ts";
import { FileRefused } from "./file-refused.ts";
import { nameColumns } from "./read-csv.ts";
import type { RowLayout } from "./read-rows.ts";
import { emptyValues, type Row, rejected, type Value } from "./row.ts";
import { splitLines } from "./split-lines.ts";

/** Depth is counted in the text, before parsing: a parser given a million brackets answers with a full stack. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth++;
      if (depth > MAX_DEPTH) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

interface Found {
  columns: number;
  /** Column of the first number that is beyond what a number can hold. */
  tooLarge?: string;
}

/** Objects become columns by path (`context.page.url`); lists stay one value, as JSON text. */
function flatten(object: object, prefix: string, into: Record<string, Value>, count: Found): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      flatten(value, `${name}.`, into, count);
      continue;
    }
    count.columns++;
    if (count.columns > MAX_COLUMNS) return;
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) count.tooLarge ??= name;
    if (Array.isArray(value)) into[name] = JSON.stringify(value);
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") into[name] = value;
    else into[name] = null;
  }
}

/** What stands in a text, or why it cannot be read. */
function parse(text: string): { value: unknown } | { error: string } {
  if (tooDeep(text)) return { error: `the value is nested deeper than ${MAX_DEPTH} levels` };
  try {
    return { value: parseExactJson(text) };
  } catch (error) {
    return { error: `this is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : "it cannot be read"}` };
  }
}

function rowOf(line: number, object: object): Row {
  const values = emptyValues();
  const count: Found = { columns: 0 };
  flatten(object, "", values, count);
  if (count.columns > MAX_COLUMNS) return rejected(line, `there are more than ${MAX_COLUMNS} values`);
  if (count.tooLarge !== undefined)
    return rejected(line, `${count.tooLarge.slice(0, 100)}: the number is too large to be kept`);
  return { line, values };
}

/** The row of one object. */
function toRow(line: number, text: string): Row {
  const parsed = parse(text);
  if ("error" in parsed) return rejected(line, parsed.error);
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return rejected(line, "this is JSON, but not an object with named values");
  }
  return rowOf(line, value);
}

/** One JSON object a line. */
export async function* readJsonLines(chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  for await (const { line, text } of splitLines(chunks)) {
    if (text === null) yield rejected(line, `the line is longer than ${MAX_LINE} characters`);
    else if (text.trim() !== "") yield toRow(line, text);
  }
}

/** Rows that are lists of values: the first names the columns, where there is a header. */
class ListedRows {
  #columns: string[] | undefined;
  #headerToCome: boolean;

  constructor(layout: Pick<RowLayout, "header" | "columns">) {
    this.#headerToCome = layout.header;
    this.#columns = layout.columns && nameColumns(layout.columns);
  }

  /** Null for the header. */
  next(line: number, text: string): Row | null {
    if (text.startsWith("{")) return toRow(line, text);
    const parsed = parse(text);
    if ("error" in parsed) return rejected(line, parsed.error);
    const cells = parsed.value as unknown[];
    if (cells.length > MAX_COLUMNS) return rejected(line, `there are more than ${MAX_COLUMNS} values`);
    if (this.#headerToCome) {
      this.#headerToCome = false;
      this.#columns ??= nameColumns(cells.map((cell) => (typeof cell === "string" ? cell : JSON.stringify(cell))));
      return null;
    }
    const columns = this.#columns ?? nameColumns(cells.map(() => ""));
    this.#columns = columns;
    if (cells.slice(columns.length).some((cell) => cell !== null && cell !== ""))
      return rejected(line, `there are ${cells.length} values for ${columns.length} columns`);
    return rowOf(line, Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? null])));
  }
}

/** Where one list of rows stands: by itself, or within objects, as answers of programs wrap it. */
type Place = "before" | "in" | "after";

/**
 * One list of JSON objects, or of lists of values. It may stand within an object: then the first list of objects or lists
 * that is found there holds the rows, and what stands around it is passed over. Elements are cut out by counting brackets
 * and parsed one at a time. What is between them must be commas and blanks: a list that breaks there has lost its beat,
 * and the file is refused at that line.
 */
export async function* readJsonArray(
  chunks: AsyncIterable<string>,
  layout: Pick<RowLayout, "header" | "columns">,
): AsyncGenerator<Row> {
  const listed = new ListedRows(layout);
  let held = "";
  let line = 1;
  let place: Place = "before";
  /** Objects around the list that are open. */
  let around = 0;
  /** Lists of bare values around that are open: rows are not looked for in them. */
  let passing = 0;
  /** True right behind a bracket that may open the list of rows. */
  let mayBegin = false;
  let depth = 0;
  let inString = false;
  let startLine = 1;
  /** Where scanning goes on in `held`; where the element begins, when inside one. */
  let index = 0;
  let start = 0;
  const refuse = (what: string): never => {
    throw new FileRefused("json_broken", { line, fault: what }, line);
  };

  for await (const chunk of chunks) {
    held = held.slice(depth > 0 ? start : index);
    index -= depth > 0 ? start : index;
    start = 0;
    held += chunk;
    for (; index < held.length; index++) {
      const char = held[index];
      if (char === "\n") line++;
      if (inString) {
        if (char === "\\") {
          if (index + 1 >= held.length) break;
          index++;
        } else if (char === '"') inString = false;
      } else if (depth > 0) {
        if (char === '"') inString = true;
        else if (char === "{" || char === "[") depth++;
        else if (char === "}" || char === "]") {
          depth--;
          if (depth > 0) continue;
          const row = listed.next(startLine, held.slice(start, index + 1));
          if (row) yield row;
        }
      } else if (char === " " || char === "\n" || char === "\r" || char === "\t") {
        // Between elements.
      } else if (mayBegin && (char === "{" || char === "[")) {
        mayBegin = false;
        place = "in";
        depth = 1;
        start = index;
        startLine = line;
      } else if (place === "in") {
        if (char === "{" || char === "[") {
          depth = 1;
          start = index;
          startLine = line;
        } else if (char === "]") place = "after";
        else if (char !== ",")
          refuse(`${JSON.stringify(char)} stands where an object or the end of the list should be`);
      } else if (mayBegin) {
        mayBegin = false;
        if (char === "]") {
          if (around === 0) place = "after";
        } else if (around === 0)
          refuse(`${JSON.stringify(char)} stands where an object or the end of the list should be`);
        else {
          passing = 1;
          inString = char === '"';
        }
      } else if (char === "[" && place === "before" && passing === 0) mayBegin = true;
      else if (char === "{" && (around > 0 || place === "before")) around++;
      else if (around === 0) refuse(`${JSON.stringify(char)} stands where an object or the end of the list should be`);
      else if (char === '"') inString = true;
      else if (char === "}") {
        around--;
        if (around === 0) {
          if (place === "before") refuse("there is no list of objects in it");
          place = "after";
        }
      } else if (char === "[") passing++;
      else if (char === "]") passing = Math.max(0, passing - 1);
    }
    if (depth > 0 && held.length - start > MAX_LINE) {
      refuse(`an object is longer than ${MAX_LINE} characters, or a quote or bracket in it is not closed`);
    }
  }
  if (place !== "after" || around > 0) refuse("the file ends before the list does");
}
