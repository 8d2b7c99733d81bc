import { Temporal } from "temporal-polyfill";
import type { TimeFormat } from "../../../../contracts/collect/imports.ts";

export type ParsedTime = { ok: true; at: Date; hasOffset: boolean } | { ok: false; reason: string };

/** The years the event store can hold. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2299;

const EXAMPLE: Record<TimeFormat, string> = {
  iso: "2024-12-31T23:59:59+01:00",
  "year-month-day": "2024/12/31 23:59:59",
  compact: "20241231",
  "day-month-year": "31.12.2024 23:59",
  "month-day-year": "12/31/2024 11:59 PM",
  "epoch-seconds": "1735689599",
  "epoch-milliseconds": "1735689599000",
};

const TIME_OF_DAY =
  "(?:(?:T|,? +)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,:](?<fraction>\\d{1,9}))?)? ?(?<half>[AaPp]\\.?[Mm]\\.?)? ?(?<offset>Z|z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?";

const PATTERN: Record<Exclude<TimeFormat, "epoch-seconds" | "epoch-milliseconds">, RegExp> = {
  iso: new RegExp(`^(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})${TIME_OF_DAY}$`),
  "year-month-day": new RegExp(
    `^(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})${TIME_OF_DAY}$`,
  ),
  compact:
    /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:T?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/,
  "day-month-year": new RegExp(
    `^(?<day>\\d{1,2})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<year>\\d{4})${TIME_OF_DAY}$`,
  ),
  "month-day-year": new RegExp(
    `^(?<month>\\d{1,2})(?<mark>[-/.])(?<day>\\d{1,2})\\k<mark>(?<year>\\d{4})${TIME_OF_DAY}$`,
  ),
};

const quote = (text: string): string => (text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`);

/** Minutes east of UTC, or null when the offset is not one the world uses. */
function offsetMinutes(offset: string): number | null {
  if (/^(z|utc)$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", "") || "0");
  if (hours > 14 || minutes > 59) return null;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function epoch(text: string, milliseconds: boolean): ParsedTime {
  if (!/^-?\d{1,16}(\.\d{1,9})?$/.test(text)) return { ok: false, reason: `${quote(text)} is not a number of seconds` };
  const at = new Date(Math.round(Number(text) * (milliseconds ? 1 : 1000)));
  const year = at.getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
    return { ok: false, reason: `${quote(text)} lies outside the years ${FIRST_YEAR} to ${LAST_YEAR}` };
  }
  return { ok: true, at, hasOffset: true };
}

export const isTimezone = (name: string): boolean => {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
};

/**
 * A reader for one column. Values that carry an offset keep it; the others are local to `timezone` (an IANA name).
 * A local time that the clocks skipped moves forward by the gap; one that happened twice means the first of the two.
 * Throws RangeError for a time zone that does not exist.
 */
export function timeParser(format: TimeFormat, timezone: string): (value: string | number) => ParsedTime {
  if (!isTimezone(timezone)) throw new RangeError(`There is no time zone ${quote(timezone)}`);
  if (format === "epoch-seconds" || format === "epoch-milliseconds") {
    return (value) => epoch(String(value).trim(), format === "epoch-milliseconds");
  }
  const pattern = PATTERN[format];
  const utc = timezone === "UTC";

  return (value) => {
    const text = String(value).trim();
    const parts = text.length <= 64 ? pattern.exec(text)?.groups : undefined;
    if (!parts) return { ok: false, reason: `${quote(text)} is not a time like ${EXAMPLE[format]}` };
    const year = Number(parts.year);
    const month = Number(parts.month);
    const day = Number(parts.day);
    let hour = Number(parts.hour ?? 0);
    const minute = Number(parts.minute ?? 0);
    const second = Number(parts.second ?? 0);
    const millisecond = Math.trunc(Number(`0.${parts.fraction ?? "0"}`) * 1000 + 1e-6);

    if (month < 1 || month > 12) return { ok: false, reason: `${quote(text)} has no month ${month}` };
    if (day < 1 || day > daysIn(year, month)) {
      return { ok: false, reason: `${quote(text)}: month ${month} of ${year} has no day ${day}` };
    }
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      return { ok: false, reason: `${quote(text)} lies outside the years ${FIRST_YEAR} to ${LAST_YEAR}` };
    }
    if (parts.half) {
      if (hour < 1 || hour > 12) return { ok: false, reason: `${quote(text)} has no hour ${hour} on a 12-hour clock` };
      hour = (hour % 12) + (/^p/i.test(parts.half) ? 12 : 0);
    }
    if (hour > 23 || minute > 59 || second > 60) return { ok: false, reason: `${quote(text)} has no such time of day` };

    // A leap second is counted as the last second of its minute, as every clock we meet does.
    const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), millisecond);
    if (parts.offset) {
      const east = offsetMinutes(parts.offset);
      if (east === null) return { ok: false, reason: `${quote(text)} has no possible offset from UTC` };
      return { ok: true, at: new Date(local - east * 60_000), hasOffset: true };
    }
    if (utc) return { ok: true, at: new Date(local), hasOffset: false };
    const plain = new Temporal.PlainDateTime(year, month, day, hour, minute, Math.min(second, 59), millisecond);
    return { ok: true, at: new Date(plain.toZonedDateTime(timezone).epochMilliseconds), hasOffset: false };
  };
}

/** One value, for callers that have only one: see `timeParser`. */
export function parseTime(value: string | number, format: TimeFormat, timezone = "UTC"): ParsedTime {
  return timeParser(format, timezone)(value);
}
