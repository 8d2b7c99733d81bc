import { MAX_COLUMNS } from "../../limits.ts";
import { readPart } from "./read-part.ts";
import { type Cell, lineOf } from "./sheet-text.ts";

/** Rows that a sheet may have. */
const MOST_ROWS = 1_048_576;
const DAY_SECONDS = 86_400;
/** Days before 1970 of the day that is 0: of workbooks from 1900, of those from 1904. */
const EPOCH = 25_569;
const EPOCH_1904 = 24_107;

interface Meanings {
  /** The different texts, which cells name by their place. */
  texts: readonly string[];
  /** By the number of a style: whether it shows a number as a date or a time. */
  dates: readonly boolean[];
  isFrom1904: boolean;
}

/**
 * The rows of a sheet as lines of text. A formula is what it was worked out to when the workbook was saved. Of cells that were
 * merged, the first holds the value. Hidden rows and columns are rows and columns like others.
 */
export function readSheet(
  bytes: AsyncIterable<Buffer>,
  meanings: Meanings,
): { text: AsyncGenerator<string>; bytesRead(): number } {
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of bytes) {
      read += piece.length;
      yield piece;
    }
  }

  async function* text(): AsyncGenerator<string> {
    let lines = "";
    let row = 0;
    let cells: Cell[] = [];
    let column = 0;
    let kind = "";
    let style = 0;
    let value = "";
    let isIn = false;
    let isPhonetic = false;
    const listener = {
      open(name: string, attributes: Readonly<Record<string, string>>) {
        if (name === "row") {
          const number = Math.min(Number(attributes.r ?? row + 1) || row + 1, MOST_ROWS);
          // Rows in which nothing stands are not there: lines count them all the same.
          if (number > row + 1) lines += "\n".repeat(number - row - 1);
          row = Math.max(number, row + 1);
          cells = [];
          column = -1;
        } else if (name === "c") {
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
          kind = attributes.t ?? "n";
          style = Number(attributes.s ?? 0);
          value = "";
        } else if (name === "rPh") isPhonetic = true;
        else if (name === "v" || name === "t") isIn = !isPhonetic;
      },
      text(part: string) {
        if (isIn) value += part;
      },
      close(name: string) {
        if (name === "v" || name === "t") isIn = false;
        else if (name === "rPh") isPhonetic = false;
        else if (name === "c") {
          // One more than may be there, so that it is told.
          if (column > MAX_COLUMNS) return;
          while (cells.length < column) cells.push("");
          cells[column] = cellOf(kind, value, meanings, style);
        } else if (name === "row") {
          const filled = cells.findLastIndex((cell) => cell !== "") + 1;
          lines += lineOf(cells.slice(0, filled));
        }
      },
    };
    for await (const _ of readPart(counted(), listener)) {
      if (lines === "") continue;
      yield lines;
      lines = "";
    }
    yield lines;
  }
  return { text: text(), bytesRead: () => read };
}

/** Place of a column by its letters: A is 0. */
function columnOf(reference: string): number {
  let place = 0;
  for (const letter of /^[A-Z]{1,3}/i.exec(reference)?.[0].toUpperCase() ?? "A")
    place = place * 26 + letter.charCodeAt(0) - 64;
  return place - 1;
}

function cellOf(kind: string, value: string, { texts, dates, isFrom1904 }: Meanings, style: number): Cell {
  switch (kind) {
    case "s":
      return unescaped(texts[Number(value)] ?? "");
    case "str":
    case "inlineStr":
      return unescaped(value);
    case "b":
      return value === "1" || value === "true" ? "true" : value === "" ? "" : "false";
    case "e":
      return { failed: true };
    case "d":
      return value;
    default:
      return numberOf(value, dates[style] === true, isFrom1904);
  }
}

/** Characters that XML cannot hold are written as their numbers. */
function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function numberOf(value: string, isDate: boolean, isFrom1904: boolean): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  // Digits beyond the fifteenth are not what anybody typed or sees.
  return isDate ? timeOf(number, isFrom1904) : String(Number(number.toPrecision(15)));
}

/** As ISO 8601 writes it: a day, a moment, or a time of day where there is no day. */
function timeOf(days: number, isFrom1904: boolean): string {
  if (days < 0) return String(days);
  const seconds = Math.round(days * DAY_SECONDS);
  // The day that is 0 is no day, but in workbooks from 1904.
  if (seconds < DAY_SECONDS && !(isFrom1904 && seconds === 0))
    return new Date(seconds * 1000).toISOString().slice(11, 19);
  // The calendar from 1900 has a 29th of February that year did not have: what comes before is a day off.
  const shift = isFrom1904 ? EPOCH_1904 : days < 60 ? EPOCH - 1 : EPOCH;
  const instant = new Date((seconds - shift * DAY_SECONDS) * 1000);
  if (Number.isNaN(instant.getTime()) || instant.getUTCFullYear() > 9999) return String(days);
  const text = instant.toISOString().slice(0, 19);
  return text.endsWith("T00:00:00") ? text.slice(0, 10) : text.replace("T", " ");
}
