import { MAX_COLUMNS, MAX_DEPTH, MAX_LINE } from "../limits.ts";
import { FileRefused } from "./file-refused.ts";
import { emptyValues, type Row, rejected, type Value } from "./row.ts";
import { splitLines } from "./split-lines.ts";

/** Depth is counted in the text, before parsing: a parser given a million brackets answers with a full stack. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
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

function toRow(line: number, text: string): Row {
  if (tooDeep(text)) return rejected(line, `the value is nested deeper than ${MAX_DEPTH} levels`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return rejected(
      line,
      `this is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : "it cannot be read"}`,
    );
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return rejected(line, "this is JSON, but not an object with named values");
  }
  const values = emptyValues();
  const count: Found = { columns: 0 };
  flatten(parsed, "", values, count);
  if (count.columns > MAX_COLUMNS) return rejected(line, `there are more than ${MAX_COLUMNS} values`);
  if (count.tooLarge !== undefined)
    return rejected(line, `${count.tooLarge.slice(0, 100)}: the number is too large to be kept`);
  return { line, values };
}

/** One JSON object a line. */
export async function* readJsonLines(chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  for await (const { line, text } of splitLines(chunks)) {
    if (text === null) yield rejected(line, `the line is longer than ${MAX_LINE} characters`);
    else if (text.trim() !== "") yield toRow(line, text);
  }
}

/**
 * One list of JSON objects. Elements are cut out by counting brackets and parsed one at a time. What is between them must
 * be commas and blanks: a list that breaks there has lost its beat, and the file is refused at that line.
 */
export async function* readJsonArray(chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  let held = "";
  let line = 1;
  let state: "before" | "in" | "after" = "before";
  let depth = 0;
  let inString = false;
  let startLine = 1;
  /** Where scanning goes on in `held`; where the element begins, when inside one. */
  let at = 0;
  let start = 0;
  const refuse = (what: string): never => {
    throw new FileRefused("json_broken", { line, fault: what }, line);
  };

  for await (const chunk of chunks) {
    held = held.slice(depth > 0 ? start : at);
    at -= depth > 0 ? start : at;
    start = 0;
    held += chunk;
    for (; at < held.length; at++) {
      const char = held[at];
      if (char === "\n") line++;
      if (depth > 0) {
        if (inString) {
          if (char === "\\") {
            if (at + 1 >= held.length) break;
            at++;
          } else if (char === '"') inString = false;
        } else if (char === '"') inString = true;
        else if (char === "{" || char === "[") depth++;
        else if (char === "}" || char === "]") {
          depth--;
          if (depth === 0) yield toRow(startLine, held.slice(start, at + 1));
        }
      } else if (char === " " || char === "\n" || char === "\r" || char === "\t" || (char === "," && state === "in")) {
        // Between elements.
      } else if (char === "[" && state === "before") state = "in";
      else if (char === "{" && state === "in") {
        depth = 1;
        start = at;
        startLine = line;
      } else if (char === "]" && state === "in") state = "after";
      else refuse(`${JSON.stringify(char)} stands where an object or the end of the list should be`);
    }
    if (depth > 0 && held.length - start > MAX_LINE) {
      refuse(`an object is longer than ${MAX_LINE} characters, or a quote or bracket in it is not closed`);
    }
  }
  if (state !== "after") refuse("the file ends before the list does");
}
