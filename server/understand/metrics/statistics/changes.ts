import jstat from "jstat";
import type { Estimate } from "./statistics.ts";

const Z95 = 1.959963984540054;

/**
 * How often chance alone brings a difference as large, from its value and 95 % interval: two-sided, z = |value| ÷ (margin towards
 * 0 ÷ 1.96). It is below 0.05 exactly where the interval leaves 0 out. Null without an interval.
 *
 * Source: Altman & Bland (2011), "How to obtain the P value from a confidence interval", BMJ 343, d2304.
 */
export function pValueOf({ value, low, high }: Pick<Estimate, "value" | "low" | "high">): number | null {
  if (value === null || low === null || high === null) return null;
  const margin = value > 0 ? value - low : high - value;
  if (margin <= 0) return value === 0 ? 1 : 0;
  return Math.min(1, 2 * jstat.jStat.normal.cdf((-Z95 * Math.abs(value)) / margin, 0, 1));
}

/**
 * Which of many findings stand when at most `rate` of those that do may be chance: with the p-values in rising order, all up
 * to the last whose p ≤ rate · place ÷ count.
 *
 * Source: Benjamini & Hochberg (1995), "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57, 289–300.
 */
export function benjaminiHochberg(pValues: readonly number[], rate: number): boolean[] {
  const rising = [...pValues].sort((a, b) => a - b);
  const last = rising.findLastIndex((p, index) => p <= (rate * (index + 1)) / pValues.length);
  const highest = rising[last] ?? Number.NEGATIVE_INFINITY;
  return pValues.map((p) => p <= highest);
}

/** A group of a whole: its value, and how many stand behind it and behind the whole. */
export interface Part {
  value: number;
  n: number;
  all: number;
}

/**
 * How much of the change of a mean or a share comes from the change within one of its groups: the difference of the group's values,
 * weighted by the mean of its shares of the whole. Over all groups they add up to the change less what a shift between
 * groups does.
 *
 * Source: Kitagawa (1955), "Components of a difference between two rates", JASA 50, 1168–1194.
 */
export function withinGroup(now: Part, before: Part): number {
  return ((now.value - before.value) * (now.n / now.all + before.n / before.all)) / 2;
}
