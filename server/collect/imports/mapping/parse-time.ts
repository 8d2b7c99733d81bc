import { Temporal } from "temporal-polyfill";
import type { TimeFormat } from "../../../../contracts/collect/imports.ts";
import { monthNamed } from "./month-names.ts";
import { isTimezone, OFFSET, offsetMinutes } from "./read-zone.ts";

export type ParsedTime = { ok: true; instant: Date; hasOffset: boolean } | { ok: false; reason: string };

/** The years the event store can hold. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2299;
/** Two digits of a year from here on are of the last century, as POSIX reads them. */
const FIRST_SHORT_YEAR = 69;

const EXAMPLE: Record<TimeFormat, string> = {
  iso: "2024-12-31T23:59:59+01:00",
  "year-month-day": "2024/12/31 23:59:59",
  compact: "20241231",
  "day-month-year": "31.12.2024 23:59",
  "month-day-year": "12/31/2024 11:59 PM",
  "month-name": "31 Dec 2024 23:59",
  "epoch-seconds": "1735689599",
  "epoch-milliseconds": "1735689599000",
  "excel-days": "45657.99999",
};

const CLOCK =
  "(?<hour>\\d{1,2})(?:(?<colon>[:.hH])(?<minute>\\d{2})(?:[:.](?<second>\\d{2})(?:[.,:](?<fraction>\\d{1,9}))?)?)?(?: ?(?<half>[AaPp]\\.?[Mm]\\.?)| (?:Uhr|h))?";
const TIME_OF_DAY = `(?:(?:T|,? +|, ?)(?=\\d{1,2}(?:[:.hH]\\d| ?[AaPp]))${CLOCK}(?: ?(?<offset>${OFFSET}))?)?(?: ?\\[(?<zone>[A-Za-z_/+-]{1,40}\\d{0,2})\\])?`;
const WEEKDAY = "(?:\\p{L}{2,10}\\.?,? +)?";
const YEAR = "(?<year>\\d{4}|\\d{2})";
const NAME = "(?<name>\\p{L}{3,9}\\.?)";

type Written = Exclude<TimeFormat, "epoch-seconds" | "epoch-milliseconds" | "excel-days">;
const PATTERNS: Record<Written, RegExp[]> = {
  iso: [new RegExp(`^(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})${TIME_OF_DAY}$`)],
  "year-month-day": [
    new RegExp(`^(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})${TIME_OF_DAY}$`),
  ],
  compact: [
    /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:T?(?<hour>\d{2})(?<minute>\d{2})(?:(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/,
    new RegExp(`^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})${TIME_OF_DAY}$`),
  ],
  "day-month-year": [
    new RegExp(`^${WEEKDAY}(?<day>\\d{1,2})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>${YEAR}${TIME_OF_DAY}$`, "u"),
  ],
  "month-day-year": [
    new RegExp(`^${WEEKDAY}(?<month>\\d{1,2})(?<mark>[-/.])(?<day>\\d{1,2})\\k<mark>${YEAR}${TIME_OF_DAY}$`, "u"),
  ],
  "month-name": [
    new RegExp(`^${WEEKDAY}(?<day>\\d{1,2})(?:\\.|st|nd|rd|th)?[ /-]?${NAME}[ /,-]{0,2}${YEAR}${TIME_OF_DAY}$`, "u"),
    new RegExp(`^${WEEKDAY}${NAME} ?(?<day>\\d{1,2})(?:st|nd|rd|th)?,? +(?<year>\\d{4})${TIME_OF_DAY}$`, "u"),
    // As C and Unix write it: the year comes last.
    new RegExp(
      `^${WEEKDAY}${NAME} +(?<day>\\d{1,2}) (?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})(?: (?<offset>${OFFSET}))? (?<year>\\d{4})$`,
      "u",
    ),
    new RegExp(`^(?<year>\\d{4})[ /-]${NAME}[ /-](?<day>\\d{1,2})${TIME_OF_DAY}$`, "u"),
  ],
};

const quote = (text: string): string => (text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`);
const no = (text: string, why: string): ParsedTime => ({ ok: false, reason: `${quote(text)}${why}` });
const outside = (text: string): ParsedTime => no(text, ` lies outside the years ${FIRST_YEAR} to ${LAST_YEAR}`);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days since 1970 as spreadsheets count them, in which 1900 wrongly had a 29 February. */
const EXCEL_EPOCH = 25_569;
export const FIRST_EXCEL_DAY = 20_000;
export const LAST_EXCEL_DAY = 80_000;

function epoch(text: string, milliseconds: boolean): ParsedTime {
  if (!/^-?\d{1,16}(\.\d{1,9})?$/.test(text)) return no(text, " is not a number of seconds");
  const number = Number(text);
  if (number >= FIRST_EXCEL_DAY && number < LAST_EXCEL_DAY)
    return no(text, " is likelier the number of a day than a time of 1970");
  const instant = new Date(Math.round(number * (milliseconds ? 1 : 1000)));
  const year = instant.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { ok: true, instant, hasOffset: true } : outside(text);
}

/** A local time in a zone. */
function local(wall: number, timezone: string): Date {
  if (timezone === "UTC") return new Date(wall);
  const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO("UTC").toPlainDateTime();
  return new Date(plain.toZonedDateTime(timezone).epochMilliseconds);
}

function excelDay(text: string, timezone: string): ParsedTime {
  const days = /^\d{1,6}([.,]\d{1,12})?$/.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
  if (!(days >= 61)) return no(text, " is not the number of a day as spreadsheets count them");
  // A day in fractions ends up a little beside the second that was meant.
  const wall = Math.round((days - EXCEL_EPOCH) * 86_400) * 1000;
  if (new Date(wall).getUTCFullYear() > LAST_YEAR) return outside(text);
  return { ok: true, instant: local(wall, timezone), hasOffset: false };
}

type Parts = Record<string, string | undefined>;

function written(text: string, parts: Parts, timezone: string): ParsedTime {
  const short = Number(parts.year);
  const year = parts.year?.length === 2 ? short + (short >= FIRST_SHORT_YEAR ? 1900 : 2000) : short;
  const month = parts.name === undefined ? Number(parts.month) : monthNamed(parts.name);
  const day = Number(parts.day);
  let hour = Number(parts.hour ?? 0);
  const minute = Number(parts.minute ?? 0);
  const second = Number(parts.second ?? 0);
  const millisecond = Math.trunc(Number(`0.${parts.fraction ?? "0"}`) * 1000 + 1e-6);

  if (month === null) return no(text, ` has no month ${parts.name ?? ""}`);
  if (month < 1 || month > 12) return no(text, ` has no month ${month}`);
  if (day < 1 || day > daysIn(year, month)) return no(text, `: month ${month} of ${year} has no day ${day}`);
  if (year < FIRST_YEAR || year > LAST_YEAR) return outside(text);
  if (parts.half) {
    if (hour < 1 || hour > 12) return no(text, ` has no hour ${hour} on a 12-hour clock`);
    hour = (hour % 12) + (/^p/i.test(parts.half) ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 60) return no(text, " has no such time of day");

  // A leap second is counted as the last second of its minute, as every clock we meet does.
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), millisecond);
  if (parts.offset) {
    const east = offsetMinutes(parts.offset);
    if (east === null) return no(text, " has no possible offset from UTC");
    return { ok: true, instant: new Date(wall - east * 60_000), hasOffset: true };
  }
  if (parts.zone) {
    if (!isTimezone(parts.zone)) return no(text, ` names no time zone`);
    return { ok: true, instant: local(wall, parts.zone), hasOffset: true };
  }
  return { ok: true, instant: local(wall, timezone), hasOffset: false };
}

/**
 * A reader for one column. Values that carry an offset or a zone keep it; the others are local to `timezone` (an IANA name).
 * A local time that the clocks skipped moves forward by the gap; one that happened twice means the first of the two.
 * Throws RangeError for a time zone that does not exist.
 */
export function timeParser(format: TimeFormat, timezone: string): (value: string | number) => ParsedTime {
  if (!isTimezone(timezone)) throw new RangeError(`There is no time zone ${quote(timezone)}`);
  if (format === "epoch-seconds" || format === "epoch-milliseconds")
    return (value) => epoch(String(value).trim(), format === "epoch-milliseconds");
  if (format === "excel-days") return (value) => excelDay(String(value).trim(), timezone);
  const patterns = PATTERNS[format];

  return (value) => {
    // Blanks that do not break stand where a person sees a blank.
    const text = String(value)
      .trim()
      .replace(/[\u00a0\u202f\u2009]/g, " ");
    if (text.length <= 80)
      for (const pattern of patterns) {
        const parts = pattern.exec(text)?.groups;
        if (parts) return written(text, parts, timezone);
      }
    return no(text, ` is not a time like ${EXAMPLE[format]}`);
  };
}

/** One value, for callers that have only one: see `timeParser`. */
export function parseTime(value: string | number, format: TimeFormat, timezone = "UTC"): ParsedTime {
  return timeParser(format, timezone)(value);
}

const ALONE = new RegExp(`^(?=\\d{1,2}(?:[:hH]\\d| ?[AaPp]\\.?[Mm])|\\d{2}\\.\\d{2}\\.\\d{2}$)${CLOCK}$`);

/** True for a time of day without its date. */
export function isTimeOfDay(value: string): boolean {
  const parts = ALONE.exec(value.trim())?.groups;
  return parts !== undefined && Number(parts.hour) < 24 && Number(parts.minute ?? 0) < 60;
}
