import type { RecognisedColumn, TimeFormat } from "../../../../contracts/collect/imports.ts";
import type { Row, Value } from "../file/row.ts";
import { isNothing, isUndecided, looksLikeNumber } from "./parse-number.ts";
import { FIRST_EXCEL_DAY, isTimeOfDay, LAST_EXCEL_DAY, timeParser } from "./parse-time.ts";

const EXAMPLES = 5;
/** Epochs are only believed between 2000 and 2100: any other whole number is more likely a count. */
const EPOCH_FROM = 946_684_800;
const EPOCH_TO = 4_102_444_800;

const PARSERS: [TimeFormat, ReturnType<typeof timeParser>][] = (
  [
    "iso",
    "year-month-day",
    "compact",
    "day-month-year",
    "month-day-year",
    "month-name",
    "epoch-seconds",
    "epoch-milliseconds",
  ] as const
).map((format) => [format, timeParser(format, "UTC")]);

const WHOLE: ReadonlySet<TimeFormat> = new Set(["compact", "epoch-seconds", "epoch-milliseconds"]);

function readsAs(
  format: TimeFormat,
  parse: ReturnType<typeof timeParser>,
  value: string,
): "offset" | "local" | undefined {
  if (format === "epoch-seconds" || format === "epoch-milliseconds") {
    const seconds = Number(value) / (format === "epoch-milliseconds" ? 1000 : 1);
    if (!/^\d{9,13}(\.\d+)?$/.test(value) || seconds < EPOCH_FROM || seconds > EPOCH_TO) return undefined;
  }
  const time = parse(value);
  if (!time.ok) return undefined;
  if (format === "compact" && (time.instant.getUTCFullYear() < 1970 || time.instant.getUTCFullYear() > 2100))
    return undefined;
  return time.hasOffset ? "offset" : "local";
}

const PLAIN = /^-?(?:0|[1-9]\d{0,14})$/;

interface GuessedNumber {
  type: "number" | "number-comma";
  /** True when the values are others with a point than with a comma, and nothing tells which. */
  undecided: boolean;
}

function guessNumber(texts: string[]): GuessedNumber | undefined {
  const values = texts.filter((text) => !isNothing(text));
  if (values.length === 0) return undefined;
  const point = values.every((value) => looksLikeNumber(value, "point"));
  const comma = values.every((value) => looksLikeNumber(value, "comma"));
  const undecided = point && comma && values.some(isUndecided);
  if (point && (!comma || values.every((value) => PLAIN.test(value) || value.includes("."))))
    return { type: "number", undecided };
  return comma ? { type: "number-comma", undecided } : point ? { type: "number", undecided } : undefined;
}

const NAMES_TIME = /date|time|datum|zeit|when|\bday\b|tag\b|created|updated|_at$/i;

/** Numbers of days are like any others: only the name of the column tells them. */
function areExcelDays(name: string, texts: string[]): boolean {
  return (
    NAMES_TIME.test(name) &&
    texts.every((text) => {
      const days = /^\d{5}(?:[.,]\d{1,12})?$/.test(text) ? Number(text.replace(",", ".")) : 0;
      return days >= FIRST_EXCEL_DAY && days < LAST_EXCEL_DAY;
    })
  );
}

const BOOLEAN = /^(true|false|yes|no)$/i;

/** True when a value alone shows that it is data and not the name of a column. */
export function looksLikeData(value: string): boolean {
  return (
    looksLikeNumber(value, "point") ||
    looksLikeNumber(value, "comma") ||
    isTimeOfDay(value) ||
    /^\d[\d.,:/ -]*$/.test(value) ||
    PARSERS.some(([format, parse]) => readsAs(format, parse, value))
  );
}

/** How many values of a column of times may be unreadable: they are rejects, not a reason to take it for text. */
const mostUnreadable = (values: number): number => Math.max(values / 10, values >= 5 ? 1 : 0);

/** The formats that read every value or, where none does, those that leave the fewest of a few unread; likeliest first. */
function guessTime(texts: string[]): Pick<RecognisedColumn, "timeFormats" | "hasOffset"> {
  const most = mostUnreadable(texts.length);
  const number = !texts.some(isNothing) && guessNumber(texts) !== undefined;
  const readings = PARSERS.flatMap(([format, parse]) => {
    let offsets = 0;
    let unread = 0;
    for (const text of texts) {
      const read = readsAs(format, parse, text);
      if (read === "offset") offsets++;
      if (read !== undefined) continue;
      // Whole numbers that are no time beside others that could be one: then all of them are numbers.
      if (++unread > most || number || (WHOLE.has(format) && PLAIN.test(text))) return [];
    }
    return [{ format, unread, hasOffset: offsets > 0 && offsets === texts.length - unread }];
  });
  const fewest = Math.min(...readings.map(({ unread }) => unread));
  const best = readings.filter(({ unread }) => unread === fewest);
  return { timeFormats: best.map(({ format }) => format), hasOffset: best.at(-1)?.hasOffset ?? false };
}

const ROUNDED = /^[-+]?\d+(?:[.,]\d+)?e[-+]?\d+$/i;

/** The first values, and among them one that a spreadsheet has rounded, which says most about a column. */
function telling(distinct: ReadonlySet<string>): string[] {
  const first = [...distinct].slice(0, EXAMPLES);
  const rounded = first.some((text) => ROUNDED.test(text))
    ? undefined
    : [...distinct].find((text) => ROUNDED.test(text));
  return rounded === undefined ? first : [...first.slice(0, EXAMPLES - 1), rounded];
}

/** What one column holds, from the values seen. */
export function guessColumn(name: string, values: Value[]): RecognisedColumn {
  const filled = values.filter((value) => value !== null && String(value).trim() !== "");
  const texts = filled.map((value) => String(value).trim());
  const distinct = new Set(texts);
  const column: RecognisedColumn = {
    name,
    type: "text",
    timeFormats: [],
    ambiguous: false,
    hasOffset: false,
    empty: values.length - filled.length,
    distinct: distinct.size,
    examples: telling(distinct).map((text) => text.slice(0, 100)),
  };
  if (texts.length === 0) return { ...column, type: "empty" };
  if (filled.every((value) => typeof value === "boolean") || texts.every((text) => BOOLEAN.test(text))) {
    return { ...column, type: "boolean" };
  }
  if (areExcelDays(name, texts)) return { ...column, type: "time", timeFormats: ["excel-days"] };
  Object.assign(column, guessTime(texts));
  if (column.timeFormats.length > 0) {
    const both = column.timeFormats.includes("day-month-year") && column.timeFormats.includes("month-day-year");
    // Where the mark tells (31.12. is never American), there is nothing to ask.
    column.ambiguous = both && texts.some((text) => /\d[/-]\d/.test(text));
    if (both && !column.ambiguous) column.timeFormats = ["day-month-year"];
    return { ...column, type: "time" };
  }
  if (texts.every(isTimeOfDay)) return { ...column, type: "time-of-day" };
  const number = guessNumber(texts);
  return number ? { ...column, type: number.type, ambiguous: number.undecided } : { ...column, type: "text" };
}

/** Columns in the order in which rows first name them. */
export function guessColumns(rows: Row[]): RecognisedColumn[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row.values)) names.add(name);
  const columns = [...names].map((name) =>
    guessColumn(
      name,
      rows.map((row) => row.values[name] ?? null),
    ),
  );
  // One file is written one way: what another column shows is likelier than what 1.234 looks like. It is still asked.
  const types = new Set(
    columns.flatMap(({ type, ambiguous, examples }) => (decides(type, ambiguous, examples) ? [type] : [])),
  );
  const [only] = types;
  for (const column of columns)
    if (column.ambiguous && column.timeFormats.length === 0 && types.size === 1 && only) column.type = only;
  return columns;
}

const decides = (type: RecognisedColumn["type"], ambiguous: boolean, examples: string[]): boolean =>
  (type === "number" || type === "number-comma") && !ambiguous && examples.some((text) => /[.,]/.test(text));
