import jstat from "jstat";

/** The two-sided 95 % point of the normal distribution. */
const Z95 = 1.959963984540054;
const TAIL = 0.025;

/**
 * An estimate and its 95 % interval. `n` is the number of observations behind it. Without observations `value` is null,
 * never 0; `low` and `high` are null where the data cannot say how sure it is (one observation of a mean).
 */
export interface Estimate {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
}

/**
 * A share of 0 to 1 with the Wilson score interval. Throws RangeError when successes lie outside 0 to n.
 *
 * Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, 209–212.
 * With p = successes/n: centre (p + z²/2n) / (1 + z²/n), half width z·√(p(1 − p)/n + z²/4n²) / (1 + z²/n).
 */
export function wilson(successes: number, n: number, z = Z95): Estimate {
  if (!(n > 0)) return nothing();
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} of ${n} is not a share.`);
  const share = successes / n;
  const weight = 1 + z ** 2 / n;
  const centre = (share + z ** 2 / (2 * n)) / weight;
  const half = (z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))) / weight;
  return {
    value: share,
    n,
    low: successes <= 0 ? 0 : Math.max(0, centre - half),
    high: successes >= n ? 1 : Math.min(1, centre + half),
  };
}

/**
 * The Net Promoter Score, −100 to 100, of counted answers 9–10, 7–8 and 0–6.
 *
 * One answer scores +1, 0 or −1, with variance V = p + d − (p − d)², so the interval is ±1.96·100·√(V/n), kept within the
 * scale. When all answers fall into one group V is 0 although nobody is that sure: the Wilson bound of that group's share
 * then says how many others may exist, all of them at the far end.
 */
export function npsInterval(promoters: number, passives: number, detractors: number): Estimate {
  const n = promoters + passives + detractors;
  if (!(n > 0)) return nothing();
  const value = (100 * (promoters - detractors)) / n;
  const others = 1 - (wilson(n, n).low ?? 0);
  if (promoters === n) return { value, n, low: 100 - 200 * others, high: 100 };
  if (detractors === n) return { value, n, low: -100, high: -100 + 200 * others };
  if (passives === n) return { value, n, low: -100 * others, high: 100 * others };
  const variance = (promoters + detractors) / n - ((promoters - detractors) / n) ** 2;
  const margin = Z95 * 100 * Math.sqrt(variance / n);
  return { value, n, low: Math.max(-100, value - margin), high: Math.min(100, value + margin) };
}

/**
 * A mean with Student's interval: mean ± t(n − 1)·√(variance/n). `variance` is the sample variance (divisor n − 1), in the
 * squared unit of the mean. One observation has no interval.
 *
 * Source: Student (1908), "The probable error of a mean", Biometrika 6, 1–25.
 */
export function meanInterval(mean: number, variance: number, n: number): Estimate {
  if (!(n > 0)) return nothing();
  if (n < 2 || !Number.isFinite(variance)) return { value: mean, n, low: null, high: null };
  const margin = studentQuantile(n - 1) * Math.sqrt(variance / n);
  return { value: mean, n, low: mean - margin, high: mean + margin };
}

/**
 * A count of independent happenings with its interval for the rate behind it.
 *
 * Source: Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437–442: half of the χ² quantiles
 * at 2k and 2k + 2 degrees of freedom. Above 1,000, Byar's approximation to the same (Breslow & Day (1987), volume II,
 * page 69), which is then off by less than one part in a million.
 */
export function poissonInterval(count: number): Estimate {
  if (!(count >= 0)) return nothing();
  const [low, high] = count > 1000 ? byar(count) : garwood(count);
  return { value: count, n: count, low, high };
}

/**
 * The difference `current − previous` of two scores of independent groups, in points: ±√(m₁² + m₂²) from the margins of
 * {@link npsInterval}, each taken towards the other group (so it is √(SE₁² + SE₂²) wherever the scores' intervals are
 * symmetric).
 */
export function differenceOfNps(current: Estimate, previous: Estimate): Estimate {
  return differenceOfIntervals(current, previous);
}

/**
 * The difference `current − previous` of two shares of independent groups, −1 to 1, from their {@link wilson} intervals.
 *
 * Source: Newcombe (1998), "Interval estimation for the difference between independent proportions", Statistics in Medicine 17,
 * 873–890, method 10.
 */
export function differenceOfProportions(current: Estimate, previous: Estimate): Estimate {
  return differenceOfIntervals(current, previous);
}

/**
 * The difference `current − previous` of two counts over stretches of the same length, from their {@link poissonInterval}s.
 *
 * Source: Zou & Donner (2008), "Construction of confidence limits about effect measures", Statistics in Medicine 27, 1693–1702.
 */
export function differenceOfCounts(current: Estimate, previous: Estimate): Estimate {
  return differenceOfIntervals(current, previous);
}

/** What is known of a group of measurements; `variance` is the sample variance (divisor n − 1). */
export interface Sample {
  mean: number;
  variance: number;
  n: number;
}

/**
 * The difference `current − previous` of two means of independent groups whose variances may differ.
 *
 * Source: Welch (1947), "The generalization of Student's problem when several different population variances are involved",
 * Biometrika 34, 28–35, with the degrees of freedom of Satterthwaite (1946).
 */
export function differenceOfMeans(current: Sample, previous: Sample): Estimate {
  const n = Math.min(current.n, previous.n);
  if (!(n > 0)) return nothing();
  const value = current.mean - previous.mean;
  if (n < 2) return { value, n, low: null, high: null };
  const spread = [current, previous].map((group) => group.variance / group.n);
  const total = (spread[0] ?? 0) + (spread[1] ?? 0);
  if (total === 0) return { value, n, low: value, high: value };
  const freedom = total ** 2 / ((spread[0] ?? 0) ** 2 / (current.n - 1) + (spread[1] ?? 0) ** 2 / (previous.n - 1));
  const margin = studentQuantile(freedom) * Math.sqrt(total);
  return { value, n, low: value - margin, high: value + margin };
}

/** Mean and sample variance by Welford's one-pass recurrence (Welford (1962), Technometrics 4, 419–420). */
export function sampleOf(values: readonly number[]): Sample {
  let mean = 0;
  let squares = 0;
  values.forEach((value, index) => {
    const delta = value - mean;
    mean += delta / (index + 1);
    squares += delta * (value - mean);
  });
  const n = values.length;
  return { mean: n === 0 ? Number.NaN : mean, variance: n < 2 ? Number.NaN : squares / (n - 1), n };
}

/**
 * Customers kept over a period: (at the end − gained in the period) ÷ at the start, 0 to 1. Those gained count in neither.
 */
export function retentionRate(atStart: number, atEnd: number, gained: number): Estimate {
  return wilson(atEnd - gained, atStart);
}

/**
 * The simple customer lifetime value, in the unit of `margin`: margin per period × retention ÷ (1 + discount − retention).
 * `retention` and `discount` are shares per period. Null when retention reaches 1 + discount: the sum has no end.
 *
 * Source: Gupta & Lehmann (2003), "Customers as assets", Journal of Interactive Marketing 17, 9–24.
 */
export function simpleLifetimeValue(margin: number, retention: number, discount: number): number | null {
  return retention < 1 + discount ? (margin * retention) / (1 + discount - retention) : null;
}

export type Direction = "higher_is_better" | "lower_is_better";
export type Verdict = "better" | "worse" | "no_significant_change" | "not_enough";

/**
 * What a difference says: significant when its 95 % interval leaves 0 out. `not_enough` when there is no interval or a group
 * (the difference's `n` is that of the smaller one) has fewer than `minimumN` observations.
 */
export function verdict(difference: Estimate, direction: Direction, minimumN = 1): Verdict {
  const { low, high, n } = difference;
  if (low === null || high === null || n < minimumN) return "not_enough";
  if (low <= 0 && high >= 0) return "no_significant_change";
  return low > 0 === (direction === "higher_is_better") ? "better" : "worse";
}

function differenceOfIntervals(current: Estimate, previous: Estimate): Estimate {
  const n = Math.min(current.n, previous.n);
  if (current.value === null || previous.value === null) return { ...nothing(), n };
  const value = current.value - previous.value;
  if (current.low === null || current.high === null || previous.low === null || previous.high === null) {
    return { value, n, low: null, high: null };
  }
  return {
    value,
    n,
    low: value - Math.hypot(current.value - current.low, previous.high - previous.value),
    high: value + Math.hypot(current.high - current.value, previous.value - previous.low),
  };
}

function studentQuantile(degreesOfFreedom: number): number {
  return jstat.jStat.studentt.inv(1 - TAIL, degreesOfFreedom);
}

function garwood(count: number): [number, number] {
  const low = count === 0 ? 0 : jstat.jStat.chisquare.inv(TAIL, 2 * count) / 2;
  return [low, jstat.jStat.chisquare.inv(1 - TAIL, 2 * count + 2) / 2];
}

function byar(count: number): [number, number] {
  const bound = (k: number, z: number) => k * (1 - 1 / (9 * k) + z / (3 * Math.sqrt(k))) ** 3;
  return [bound(count, -Z95), bound(count + 1, Z95)];
}

function nothing(): Estimate {
  return { value: null, n: 0, low: null, high: null };
}
