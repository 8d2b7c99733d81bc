/**
 * The view that lives in the address: which days, compared with what, in whose day, of which customers. Pure, so that it can be tested
 * without a browser.
 */
export const presets = [
  "today",
  "yesterday",
  "7d",
  "30d",
  "90d",
  "12m",
  "this_month",
  "last_month",
  "this_quarter",
  "this_year",
] as const;
export type Preset = (typeof presets)[number];

export const comparisons = ["previous", "year", "none"] as const;
export type Compare = (typeof comparisons)[number];

export interface ViewSearch {
  period?: Preset | "custom";
  /** Days of a custom period, both included. */
  from?: string;
  to?: string;
  compare?: Compare;
  /** IANA name; the workspace's zone when absent. */
  tz?: string;
  /** Id of the segment whose people are looked at; everybody when absent. */
  segment?: string;
}

export const viewKeys: (keyof ViewSearch)[] = ["period", "from", "to", "compare", "tz", "segment"];

export interface Days {
  from: string;
  to: string;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address, dropping what makes no sense: a link with a typo still opens. */
export function readView(search: Record<string, unknown>): ViewSearch {
  const view: ViewSearch = {};
  const period = [...presets, "custom" as const].find((preset) => preset === search.period);
  const compare = comparisons.find((name) => name === search.compare);
  if (compare) view.compare = compare;
  if (typeof search.tz === "string" && isZone(search.tz)) view.tz = search.tz;
  if (typeof search.segment === "string" && /^[\w-]{1,64}$/.test(search.segment)) view.segment = search.segment;
  if (period !== "custom") return period ? { ...view, period } : view;
  const { from, to } = search;
  if (!isDay(from) || !isDay(to) || from > to) return view;
  return { ...view, period, from, to };
}

export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !dayPattern.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The calendar day that it is in a zone. */
export function today(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

export function addDays(day: string, days: number): string {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastOfTarget = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  lastOfTarget.setUTCDate(Math.min(date, lastOfTarget.getUTCDate()));
  return lastOfTarget.toISOString().slice(0, 10);
}

/** The days of a preset, both included, seen from one day. */
export function daysOf(preset: Preset, on: string): Days {
  const month = `${on.slice(0, 7)}-01`;
  switch (preset) {
    case "today":
      return { from: on, to: on };
    case "yesterday":
      return { from: addDays(on, -1), to: addDays(on, -1) };
    case "7d":
      return { from: addDays(on, -6), to: on };
    case "30d":
      return { from: addDays(on, -29), to: on };
    case "90d":
      return { from: addDays(on, -89), to: on };
    case "12m":
      return { from: addDays(addMonths(on, -12), 1), to: on };
    case "this_month":
      return { from: month, to: on };
    case "last_month":
      return { from: addMonths(month, -1), to: addDays(month, -1) };
    case "this_quarter":
      return { from: addMonths(month, -((Number(on.slice(5, 7)) - 1) % 3)), to: on };
    case "this_year":
      return { from: `${on.slice(0, 4)}-01-01`, to: on };
  }
}

/** The days the address asks for. */
export function resolveDays(view: ViewSearch, now: Date, timeZone: string): Days {
  if (view.period === "custom" && view.from && view.to) return { from: view.from, to: view.to };
  const preset = view.period === undefined || view.period === "custom" ? "90d" : view.period;
  return daysOf(preset, today(now, timeZone));
}
