import { useMemo } from "react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import { localeOf } from "../i18n/language.ts";
import { useTranslation } from "../i18n/words.ts";

export type Unit = Definition["unit"];

const numbers = new Map<string, Intl.NumberFormat>();
function number(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = numbers.get(key) ?? new Intl.NumberFormat(locale, options);
  numbers.set(key, known);
  return known;
}

const dates = new Map<string, Intl.DateTimeFormat>();
function date(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = dates.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dates.set(key, known);
  return known;
}

const steps: [seconds: number, unit: "second" | "minute" | "hour" | "day"][] = [
  [60, "second"],
  [3600, "minute"],
  [86_400, "hour"],
  [Number.POSITIVE_INFINITY, "day"],
];
const unitSeconds = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** Numbers and dates in the words of one language. Instants are ISO 8601 strings, shares 0 to 1, durations in seconds. */
export function formatter(locale: string) {
  const decimals = (value: number) => (Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 1);

  function duration(seconds: number): string {
    const [, unit] = steps.find(([below]) => Math.abs(seconds) < below) ?? steps[3] ?? [0, "day"];
    const amount = seconds / unitSeconds[unit as keyof typeof unitSeconds];
    const digits = Math.abs(amount) < 10 && unit !== "second" ? 1 : 0;
    return number(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(amount);
  }

  return {
    locale,
    count: (value: number) => number(locale, { maximumFractionDigits: 0 }).format(value),
    decimal: (value: number, digits = 1) =>
      number(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    /** Short from ten thousand on: 2,006 is as short as 2.0K, and says more. */
    compact: (value: number) =>
      // Grouped always: where a language has no short form of a thousand, 6.364 stands beside "n 6.364".
      number(locale, {
        ...(Math.abs(value) < 10_000 ? {} : { notation: "compact" }),
        useGrouping: "always",
        maximumFractionDigits: Math.abs(value) < 10_000 ? 0 : 1,
      }).format(value),
    bytes(size: number): string {
      const [unit, per] =
        size < 1e3 ? (["byte", 1] as const) : size < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
      const amount = size / per;
      const digits = amount < 10 && per > 1 ? 1 : 0;
      return number(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(
        amount,
      );
    },
    /** What one of a currency is worth, in as many digits as it is given in, up to eight. */
    rate: (value: number) => number(locale, { maximumSignificantDigits: 8 }).format(value),
    percent: (share: number, digits = 0) =>
      number(locale, { style: "percent", maximumFractionDigits: digits }).format(share),
    duration,
    /** A value of a metric, as it stands on a tile or an axis. */
    metric(value: number, unit: Unit, currency = "EUR"): string {
      if (value < 0 && unit !== "points") return `−${this.metric(-value, unit, currency)}`;
      if (unit === "share") return number(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
      if (unit === "duration") return duration(value);
      if (unit === "count") return this.compact(value);
      if (unit === "currency")
        return number(locale, {
          style: "currency",
          currency,
          maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2,
        }).format(value);
      if (unit === "points")
        return number(locale, { signDisplay: "exceptZero", maximumFractionDigits: decimals(value) })
          .format(value)
          .replace("-", "−");
      return number(locale, { maximumFractionDigits: decimals(value) }).format(value);
    },
    /** A difference without its sign, in the unit people say it in: points for shares and scores. A small one is not said to be none. */
    difference(value: number, unit: Unit, currency?: string): string {
      if (unit === "count" || unit === "currency" || unit === "duration")
        return this.metric(Math.abs(value), unit, currency);
      const size = Math.abs(unit === "share" ? value * 100 : value);
      const digits = unit === "share" ? 1 : decimals(size);
      const isSmall = size > 0 && size < 0.05;
      return number(locale, isSmall ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: digits }).format(size);
    },
    /** The same as it stands alone: of shares in percentage points. */
    distance(value: number, unit: Unit, currency?: string): string {
      return this.difference(value, unit, currency) + (unit === "share" ? " pp" : "");
    },
    day: (instant: string | Date, timeZone?: string) =>
      date(locale, { dateStyle: "medium", timeZone }).format(new Date(instant)),
    shortDay: (instant: string | Date, timeZone?: string) =>
      date(locale, { day: "numeric", month: "short", timeZone }).format(new Date(instant)),
    month: (instant: string | Date, timeZone?: string) =>
      date(locale, { month: "short", year: "numeric", timeZone }).format(new Date(instant)),
    moment: (instant: string | Date, timeZone?: string) =>
      date(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(instant)),
    time: (instant: string | Date, timeZone?: string) =>
      date(locale, { timeStyle: "short", timeZone }).format(new Date(instant)),
    /** With seconds, for what happens while one looks. */
    clock: (instant: string | Date) => date(locale, { timeStyle: "medium" }).format(new Date(instant)),
    range: (from: string | Date, to: string | Date, timeZone?: string) =>
      date(locale, { dateStyle: "medium", timeZone }).formatRange(new Date(from), new Date(to)),
    ago(instant: string | Date, now = new Date()): string {
      const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
      const [, unit] = steps.find(([below]) => Math.abs(seconds) < below) ?? [0, "day" as const];
      return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(
        Math.round(seconds / unitSeconds[unit]),
        unit,
      );
    },
    list: (items: string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(items),
  };
}

export type Format = ReturnType<typeof formatter>;

/** The formatter of the language in use. */
export function useFormat(): Format {
  const { language } = useTranslation();
  return useMemo(() => formatter(localeOf(language)), [language]);
}
