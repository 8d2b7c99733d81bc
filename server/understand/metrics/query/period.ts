import { Temporal } from "temporal-polyfill";
import type { Period, Query } from "../../../../contracts/understand/metrics.ts";
import { problem } from "../../../platform/http/problem.ts";

/** A half-open stretch of time: `from` belongs to it, `to` does not. */
export interface Span {
  from: Date;
  to: Date;
}

/** A calendar unit within a period. It is complete when the period covers all of it. */
export interface Bucket {
  start: Date;
  end: Date;
  complete: boolean;
}

export type Interval = "day" | "week" | "month";
type Unit = Interval | "quarter" | "year";

const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2299, 0, 1);
const MAX_BUCKETS = 1500;

/**
 * The instants of a period, as people in the time zone mean it. `{ last, unit }` begins where the unit that lies `last`
 * − 1 units before the running one begins, and ends now (the present millisecond belongs to it); `complete` ends it where
 * the running one begins, and counts from there. A day of `{ from, to }`
 * begins at its first instant in the zone, which is not midnight where the clocks jump then; `to` includes its whole day.
 * @throws 400 when it ends before it begins, or lies outside 1970 to 2298
 */
export function resolvePeriod(period: Period, timezone: string, now: Date): Span {
  if ("last" in period) {
    const running = startOf(zoned(now, timezone), period.unit);
    const first = running.subtract(units(period.complete ? period.last : period.last - 1, period.unit));
    return {
      from: new Date(Math.max(FIRST, first.epochMilliseconds)),
      to: new Date(period.complete ? running.epochMilliseconds : now.getTime() + 1),
    };
  }
  return checked({ from: boundary(period.from, timezone, 0), to: boundary(period.to, timezone, 1) });
}

/**
 * The period to compare with. `previous_period` is as long and ends where the period begins: as many units earlier for
 * `{ last, unit }` (up to the same time of day in the running unit, so that like is compared with like), as many
 * calendar days for days, as many milliseconds for instants. `previous_year` is the same dates one year earlier, 29 February becoming the 28th.
 * @throws 400 as {@link resolvePeriod}
 */
export function previousPeriod(
  period: Period,
  timezone: string,
  now: Date,
  compare: NonNullable<Query["compare"]> = "previous_period",
): Span {
  if (typeof compare === "object") return checked({ from: new Date(compare.from), to: new Date(compare.to) });
  const span = resolvePeriod(period, timezone, now);
  if (compare === "previous_year") return shifted(period, span, timezone, { years: 1 });
  if ("last" in period) return shifted(period, span, timezone, units(period.last, period.unit));
  if (!isDay(period.from) || !isDay(period.to)) {
    const length = span.to.getTime() - span.from.getTime();
    return notBeforeTime({ from: new Date(span.from.getTime() - length), to: span.from });
  }
  const { days } = Temporal.PlainDate.from(period.from).until(period.to, { largestUnit: "day" });
  return shifted(period, span, timezone, { days: days + 1 });
}

/**
 * The calendar days, weeks (from Monday) or months that a stretch of time touches, in order. Days have 23 or 25 hours
 * where the clocks change.
 * Of `first`, no more than that many from the beginning.
 * @throws 400 when there are more than 1,500
 */
export function bucketsOf(span: Span, interval: Interval, timezone: string, first?: number): Bucket[] {
  const buckets: Bucket[] = [];
  let day = startOf(zoned(span.from, timezone), interval).toPlainDate();
  for (;;) {
    const next = day.add(units(1, interval));
    const start = dayStart(day, timezone);
    const end = dayStart(next, timezone);
    if (start >= span.to || buckets.length === first) return buckets;
    if (first === undefined && buckets.length === MAX_BUCKETS)
      throw problem("too_many_intervals", { most: MAX_BUCKETS, interval });
    // A place that moved over the date line skipped a day: it has no instant.
    if (start < end) buckets.push({ start, end, complete: start >= span.from && end <= span.to });
    day = next;
  }
}

function shifted(period: Period, span: Span, timezone: string, by: Temporal.DurationLike): Span {
  const earlier = (instant: Date) => new Date(zoned(instant, timezone).subtract(by).epochMilliseconds);
  const day = (text: string, add: number) => {
    const moved = Temporal.PlainDate.from(text).subtract(by).add({ days: add });
    return dayStart(moved, timezone);
  };
  if ("last" in period) return notBeforeTime({ from: earlier(span.from), to: earlier(span.to) });
  return notBeforeTime({
    from: isDay(period.from) ? day(period.from, 0) : earlier(span.from),
    to: isDay(period.to) ? day(period.to, 1) : earlier(span.to),
  });
}

function notBeforeTime({ from, to }: Span): Span {
  return { from: new Date(Math.max(FIRST, from.getTime())), to: new Date(Math.max(FIRST, to.getTime())) };
}

function boundary(text: string, timezone: string, add: number): Date {
  return isDay(text) ? dayStart(Temporal.PlainDate.from(text).add({ days: add }), timezone) : new Date(text);
}

function checked(span: Span): Span {
  if (span.from >= span.to) throw problem("period_reversed");
  if (span.from.getTime() < FIRST || span.to.getTime() > LAST) throw problem("period_too_far");
  return span;
}

function startOf(instant: Temporal.ZonedDateTime, unit: Unit): Temporal.ZonedDateTime {
  const day = instant.toPlainDate();
  const first = {
    day: () => day,
    week: () => day.subtract({ days: day.dayOfWeek - 1 }),
    month: () => day.with({ day: 1 }),
    quarter: () => day.with({ month: day.month - ((day.month - 1) % 3), day: 1 }),
    year: () => day.with({ month: 1, day: 1 }),
  }[unit]();
  return first.toZonedDateTime(instant.timeZoneId);
}

function units(count: number, unit: Unit): Temporal.DurationLike {
  if (unit === "quarter") return { months: count * 3 };
  return { [`${unit}s`]: count };
}

function zoned(instant: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone);
}

function dayStart(day: Temporal.PlainDate, timezone: string): Date {
  return new Date(day.toZonedDateTime(timezone).epochMilliseconds);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
