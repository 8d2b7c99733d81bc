import type { MoneySql } from "../../../log/money/money.ts";
import { joinSql, type Sql, sql } from "../../../platform/analytics/sql.ts";
import {
  differenceOfCounts,
  differenceOfMeans,
  differenceOfNps,
  differenceOfProportions,
  type Estimate,
  meanInterval,
  npsInterval,
  poissonInterval,
  wilson,
} from "../statistics/statistics.ts";
import { count, type Figures, LEFT_OUT, type Metric, MONEY, maybe } from "./metric.ts";

/** How figures become a number, for the few shapes that most metrics have. */
export type Shape = Pick<Metric, "estimate" | "difference">;
/** One whose figures add up over groups. */
type AdditiveShape = Shape & Required<Pick<Metric, "without" | "moments">>;

const Z95 = 1.96;

/** Successes of tries: figures `hits` and `n`. Wilson's interval. */
export const shareShape: AdditiveShape = {
  estimate: (figures) => wilson(count(figures, "hits"), count(figures, "n")),
  difference: (current, previous) =>
    differenceOfProportions(
      wilson(count(current, "hits"), count(current, "n")),
      wilson(count(previous, "hits"), count(previous, "n")),
    ),
  without: (whole, group) => less(whole, group, ["hits", "n"]),
  moments: (figures) => ({
    n: count(figures, "n"),
    sum: count(figures, "hits"),
    squares: count(figures, "hits"),
  }),
};

export function shareFigures(success: Sql, when: Sql): Record<string, Sql> {
  return { hits: sql`countIf((${when}) and (${success}))`, n: sql`countIf(${when})` };
}

/** Mean of a value: figures `mean`, `variance`, `n`. Student's interval; Welch's for a difference. */
export const meanShape: AdditiveShape = {
  estimate(figures) {
    const mean = maybe(figures, "mean");
    const n = count(figures, "n");
    if (mean === null || n === 0) return nothing();
    return meanInterval(mean, maybe(figures, "variance") ?? Number.NaN, n);
  },
  difference(current, previous) {
    const [a, b] = [sample(current), sample(previous)];
    return a && b ? differenceOfMeans(a, b) : nothing();
  },
  without(whole, group) {
    const [mean, own] = [maybe(whole, "mean"), maybe(group, "mean")];
    const [all, part] = [count(whole, "n"), count(group, "n")];
    const n = all - part;
    if (mean === null || own === null || part === 0 || n <= 0) return part === 0 ? whole : { mean: null, n: 0 };
    const rest = (all * mean - part * own) / n;
    // Squares around the mean of all, of which the group's are taken off.
    const squares =
      (all - 1) * count(whole, "variance") - (part - 1) * count(group, "variance") - part * (own - mean) ** 2;
    const variance = n > 1 ? Math.max(0, squares - n * (rest - mean) ** 2) / (n - 1) : null;
    return { mean: rest, variance, n };
  },
  moments(figures) {
    const n = count(figures, "n");
    const mean = count(figures, "mean");
    return { n, sum: n * mean, squares: Math.max(0, n - 1) * count(figures, "variance") + n * mean ** 2 };
  },
};

export function meanFigures(value: Sql, when: Sql): Record<string, Sql> {
  return {
    mean: sql`avgIf(${value}, ${when})`,
    variance: sql`varSampIf(${value}, ${when})`,
    n: sql`countIf((${when}) and isNotNull(${value}))`,
  };
}

/** Percentage points of those for less those against: figures `promoters`, `passives`, `detractors`. */
export const netShape: AdditiveShape = {
  estimate(figures) {
    const [promoters, passives, detractors] = sides(figures);
    const n = promoters + passives + detractors;
    const estimate = npsInterval(promoters, passives, detractors);
    if (n === 0) return estimate;
    return { ...estimate, parts: { promoters: promoters / n, passives: passives / n, detractors: detractors / n } };
  },
  difference: (current, previous) => differenceOfNps(npsInterval(...sides(current)), npsInterval(...sides(previous))),
  without: (whole, group) => less(whole, group, ["promoters", "passives", "detractors"]),
  moments(figures) {
    const [promoters, passives, detractors] = sides(figures);
    return { n: promoters + passives + detractors, sum: promoters - detractors, squares: promoters + detractors };
  },
};

export function netFigures(promoter: Sql, detractor: Sql, when: Sql): Record<string, Sql> {
  return {
    promoters: sql`countIf((${when}) and (${promoter}))`,
    detractors: sql`countIf((${when}) and (${detractor}))`,
    passives: sql`countIf((${when}) and not (${promoter}) and not (${detractor}))`,
  };
}

/** A count of what happened: figure `n`. Exact Poisson interval of the rate behind it. */
export const countShape: Shape = {
  estimate: (figures) => poissonInterval(count(figures, "n")),
  difference: (current, previous) =>
    differenceOfCounts(poissonInterval(count(current, "n")), poissonInterval(count(previous, "n"))),
};

/**
 * A sum over events that come by chance: figures `sum`, `squares`, `n`. As a compound Poisson sum its variance is
 * estimated by the sum of squares.
 */
export const sumShape: Shape = {
  estimate(figures) {
    const n = count(figures, "n");
    const sum = count(figures, "sum");
    const margin = Z95 * Math.sqrt(count(figures, "squares"));
    // Nothing happened, or nothing of it can be read.
    const none = count(figures, LEFT_OUT) > 0 ? null : 0;
    return n === 0
      ? { value: none, n, low: null, high: null }
      : { value: sum, n, low: sum - margin, high: sum + margin };
  },
  difference(current, previous) {
    const n = Math.min(count(current, "n"), count(previous, "n"));
    const value = count(current, "sum") - count(previous, "sum");
    const margin = Z95 * Math.sqrt(count(current, "squares") + count(previous, "squares"));
    return { value, n, low: value - margin, high: value + margin };
  },
};

/** Sums of amounts by what makes them alike. */
export function moneyFigures(money: MoneySql | undefined, when: Sql): Record<string, Sql> {
  if (!money) throw new TypeError("Amounts are read by the money of a workspace.");
  const { amount, key } = money;
  const value = sql`assumeNotNull(${amount})`;
  return {
    [MONEY]: sql`sumMapIf([${key}], [${value}], [${value} * ${value}], [toUInt64(1)], (${when}) and isNotNull(${amount}))`,
  };
}

/** Amounts of one currency, for the shapes of a sum and of a mean. */
export function ofOneCurrency(sum: number, squares: number, n: number): Figures {
  const mean = sum / n;
  return { sum, squares, n, mean, variance: n > 1 ? Math.max(0, squares - n * mean ** 2) / (n - 1) : null };
}

/** Events per person: figures `events` and `people`. The count is Poisson, the people are given. */
export const rateShape: Shape = {
  estimate: rate,
  difference: (current, previous) => apart(rate(current), rate(previous)),
};

function rate(figures: Figures): Estimate {
  const people = count(figures, "people");
  if (people === 0) return nothing();
  const { value, low, high } = poissonInterval(count(figures, "events"));
  const per = (figure: number | null) => (figure === null ? null : figure / people);
  return { value: per(value), n: people, low: per(low), high: per(high) };
}

/**
 * A quantile of durations: figures `quantiles` (the 1st to the 99th percentile) and `n`. The interval lies between order
 * statistics by the normal approximation of the binomial (Conover, Practical Nonparametric Statistics, 3rd ed., 3.2).
 */
export function quantileShape(levelOf: (variant: string) => number): Shape {
  const estimate = (figures: Figures, variant: string): Estimate => {
    const quantiles = figures.quantiles;
    const n = count(figures, "n");
    if (!Array.isArray(quantiles) || n === 0) return nothing();
    const level = levelOf(variant);
    const margin = Z95 * Math.sqrt((level * (1 - level)) / n);
    const quantileAt = (wanted: number) => interpolate(quantiles as readonly number[], wanted);
    const bounded = level - margin > 0 && level + margin < 1;
    return {
      value: quantileAt(level),
      n,
      low: bounded ? quantileAt(level - margin) : null,
      high: bounded ? quantileAt(level + margin) : null,
    };
  };
  return {
    estimate,
    difference: (current, previous, variant) => apart(estimate(current, variant), estimate(previous, variant)),
  };
}

// The parameters of an aggregate function must be literals, spelled one by one.
const PERCENTILES = joinSql(
  Array.from({ length: 99 }, (_, index) => sql`${(index + 1) / 100}`),
  ", ",
);

export function quantileFigures(value: Sql, when: Sql): Record<string, Sql> {
  const counts = sql`(${when}) and isNotNull(${value})`;
  return { quantiles: sql`quantilesExactIf(${PERCENTILES})(${value}, ${counts})`, n: sql`countIf(${counts})` };
}

/** A difference of two estimates whose own intervals are all that is known (Altman et al., Statistics with Confidence, 2nd ed., ch. 3). */
export function apart(current: Estimate, previous: Estimate): Estimate {
  if (current.value === null || previous.value === null) return nothing();
  const value = current.value - previous.value;
  const n = Math.min(current.n, previous.n);
  if (current.low === null || current.high === null || previous.low === null || previous.high === null)
    return { value, n, low: null, high: null };
  return {
    value,
    n,
    low: value - Math.hypot(current.value - current.low, previous.high - previous.value),
    high: value + Math.hypot(current.high - current.value, previous.value - previous.low),
  };
}

function less(whole: Figures, group: Figures, names: readonly string[]): Figures {
  return Object.fromEntries(names.map((name) => [name, Math.max(0, count(whole, name) - count(group, name))]));
}

function sample(figures: Figures) {
  const mean = maybe(figures, "mean");
  const variance = maybe(figures, "variance");
  return mean === null || variance === null ? null : { mean, variance, n: count(figures, "n") };
}

function sides(figures: Figures): [number, number, number] {
  return [count(figures, "promoters"), count(figures, "passives"), count(figures, "detractors")];
}

function interpolate(quantiles: readonly number[], level: number): number | null {
  const position = Math.min(98, Math.max(0, level * 100 - 1));
  const below = quantiles[Math.floor(position)];
  const above = quantiles[Math.ceil(position)];
  return below === undefined || above === undefined
    ? null
    : below + (above - below) * (position - Math.floor(position));
}

export function nothing(): Estimate {
  return { value: null, n: 0, low: null, high: null };
}
