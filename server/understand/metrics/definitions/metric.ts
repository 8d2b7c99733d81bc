import type { Definition, Measured } from "../../../../contracts/understand/metrics.ts";
import type { MoneySql } from "../../../log/money/money.ts";
import type { Sql } from "../../../platform/analytics/sql.ts";
import type { Estimate } from "../statistics/statistics.ts";

/** Aggregated figures of one group, by the names a metric gave them. `null` where ClickHouse had nothing to compute. */
export type Figures = Readonly<Record<string, number | readonly number[] | null>>;

export type Params = Readonly<Record<string, number | string>>;

/**
 * Where a metric counts:
 * - `events`: rows of the events table
 * - `cases`: one row a support case, at the time it was opened, with the fields of the event that opened it
 * - `customers`: one row a person and window, with the last activity before and the first within the window
 */
export type Source = "events" | "cases" | "customers";

export interface Variant {
  name: string;
  title: string;
  description: string;
  /** When it differs from the metric's own. */
  unit?: Definition["unit"];
}

/** What every row for which `when` holds says: one of a few categories, or a score that only has an order. */
export interface Spread {
  kind: "categories" | "scores";
  value: Sql;
  when: Sql;
}

/** How many answers there are, their sum and the sum of their squares. */
export interface Moments {
  n: number;
  sum: number;
  squares: number;
}

/** A metric as declared: what people read about it, what ClickHouse aggregates, and how figures become a number. */
export interface Metric {
  name: string;
  version: number;
  title: string;
  description: string;
  formula: string;
  unit: Definition["unit"];
  direction: Definition["direction"];
  scale: [number, number] | null;
  minimumN: number;
  /** Name of the interval's method. */
  interval: string;
  /** Where the definition comes from. */
  reference: string;
  variants: readonly [Variant, ...Variant[]];
  params: readonly { name: string; description: string; default: number | string }[];
  source: Source;
  /** Which rows of the source the metric looks at, so that ClickHouse reads no others. */
  scope(params: Params): Sql;
  /** Which rows of its scope it can compute with, where that is not all of them; the others are counted as left out. */
  usable?(variant: string, params: Params): Sql | null;
  /** Its amounts of money by currency; `figures` gives them as {@link MONEY}. */
  isMoney?: true;
  /** Aggregates over the rows for which `when` holds; names are local to the metric. `money` says how amounts are read. */
  figures(variant: string, params: Params, when: Sql, money?: MoneySql): Record<string, Sql>;
  estimate(figures: Figures, variant: string): Estimate & { parts?: Record<string, number> };
  /** The difference of two groups with its interval. */
  difference(current: Figures, previous: Figures, variant: string): Estimate;
  /** The figures of all but a group; for metrics whose figures add up. */
  without?(whole: Figures, group: Figures, variant: string): Figures;
  /** Single answers as numbers; for the same metrics. */
  moments?(figures: Figures, variant: string): Moments;
  /** What one row says, for metrics whose groups can be tested against each other; null for a variant that cannot. */
  spread?(variant: string, params: Params, when: Sql): Spread | null;
}

/** The figure of money: currencies, and of each the sum, the sum of squares and how many there are. */
export const MONEY = "money";

/** The figure of the rows that a metric cannot compute with. */
export const LEFT_OUT = "left_out";

/** A number as answered: hidden while fewer answers than the definition asks for stand behind it. */
export function toMeasured(estimate: Estimate, minimumN: number): Measured {
  const { value, n, low, high } = estimate;
  if (value !== null && n < minimumN) return { value: null, n, low: null, high: null, hidden: true };
  return { value, n, low, high, hidden: false };
}

/** A figure as a number; 0 where there was nothing to count. */
export function count(figures: Figures, name: string): number {
  const value = figures[name];
  return typeof value === "number" ? value : 0;
}

/** A figure that may not exist, such as the mean of nothing. */
export function maybe(figures: Figures, name: string): number | null {
  const value = figures[name];
  return typeof value === "number" ? value : null;
}
