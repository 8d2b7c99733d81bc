import type { Comparison } from "../../../../contracts/understand/metrics.ts";
import type { Figures, Metric } from "../definitions/metric.ts";
import { verdict } from "../statistics/statistics.ts";

type Difference = Omit<Comparison, "previous">;

/**
 * What a change says: significant when the 95 % interval of the difference leaves 0 out. A difference of numbers that are
 * hidden for too few answers is hidden too.
 */
export function verdictOf(
  metric: Pick<Metric, "estimate" | "difference" | "minimumN" | "direction">,
  current: Figures,
  previous: Figures,
  variant: string,
): Difference {
  const enough = [current, previous].every((figures) => {
    const { value, n } = metric.estimate(figures, variant);
    return value !== null && n >= metric.minimumN;
  });
  if (!enough) return { delta: null, deltaLow: null, deltaHigh: null, verdict: "not_enough_data" };
  const difference = metric.difference(current, previous, variant);
  const { value: delta, low: deltaLow, high: deltaHigh } = difference;
  const better = metric.direction === "lower" ? "lower_is_better" : "higher_is_better";
  const said = verdict(difference, better, Math.max(1, metric.minimumN));
  if (said === "not_enough") return { delta, deltaLow, deltaHigh, verdict: "not_enough_data" };
  const neutral = metric.direction === "neutral" && said !== "no_significant_change";
  return { delta, deltaLow, deltaHigh, verdict: neutral ? "changed" : said };
}
