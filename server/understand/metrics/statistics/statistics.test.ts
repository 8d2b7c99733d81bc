import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  differenceOfCounts,
  differenceOfMeans,
  differenceOfNps,
  differenceOfProportions,
  type Estimate,
  meanInterval,
  npsInterval,
  poissonInterval,
  retentionRate,
  sampleOf,
  simpleLifetimeValue,
  verdict,
  wilson,
} from "./statistics.ts";

function margin({ value, high }: Estimate): number {
  return (high ?? Number.NaN) - (value ?? Number.NaN);
}

function rounded({ value, low, high }: Estimate, digits: number): (number | null)[] {
  return [value, low, high].map((number) => (number === null ? null : Number(number.toFixed(digits))));
}

describe("Net Promoter Score", () => {
  test.each([
    [50, 20.7],
    [100, 14.6],
    [400, 7.3],
  ])("half promoters, a sixth detractors: the margin for n = %i is ±%f", (n, expected) => {
    const score = npsInterval(n / 2, n / 3, n / 6);
    expect(score.value).toBeCloseTo(33.33, 2);
    expect(margin(score)).toBeCloseTo(expected, 1);
  });

  test("unanimous answers are not certain", () => {
    expect(rounded(npsInterval(10, 0, 0), 1)).toEqual([100, 44.5, 100]);
    expect(rounded(npsInterval(0, 0, 10), 1)).toEqual([-100, -100, -44.5]);
    expect(rounded(npsInterval(0, 10, 0), 1)).toEqual([0, -27.8, 27.8]);
  });

  test("the difference of two groups has the root of the summed squares", () => {
    const [current, previous] = [npsInterval(50, 30, 20), npsInterval(80, 80, 40)];
    const difference = differenceOfNps(current, previous);
    expect(difference.value).toBeCloseTo(10);
    expect(margin(difference)).toBeCloseTo(Math.hypot(margin(current), margin(previous)));
    expect(difference.n).toBe(100);
  });
});

describe("shares", () => {
  test("Newcombe (1998) on the single proportion: 81 of 263 and 15 of 148", () => {
    expect(rounded(wilson(81, 263), 4)).toEqual([0.308, 0.2553, 0.3662]);
    expect(rounded(wilson(15, 148), 4)).toEqual([0.1014, 0.0624, 0.1605]);
  });

  test("Newcombe (1998) on differences, method 10: 56/70 less 48/80, 9/10 less 3/10, 10/10 less 0/20", () => {
    expect(rounded(differenceOfProportions(wilson(56, 70), wilson(48, 80)), 4)).toEqual([0.2, 0.0524, 0.3339]);
    expect(rounded(differenceOfProportions(wilson(9, 10), wilson(3, 10)), 4)).toEqual([0.6, 0.1705, 0.809]);
    expect(rounded(differenceOfProportions(wilson(10, 10), wilson(0, 20)), 4)).toEqual([1, 0.6791, 1]);
  });

  test("satisfaction, effort and first contact resolution of the worked examples", () => {
    const satisfaction = [5, 4, 4, 3, 3, 5, 2, 1, 4, 3];
    expect(wilson(satisfaction.filter((answer) => answer >= 4).length, satisfaction.length).value).toBe(0.5);
    expect(sampleOf(satisfaction).mean).toBeCloseTo(3.4);
    const effort = [7, 6, 6, 5, 5, 4, 3, 7, 6, 2];
    expect(sampleOf(effort).mean).toBeCloseTo(5.1);
    expect(wilson(effort.filter((answer) => answer >= 5).length, effort.length).value).toBe(0.7);
    expect(wilson(effort.filter((answer) => answer >= 6).length, effort.length).value).toBe(0.5);
    expect([wilson(60, 100).value, wilson(60, 100 - 20).value]).toEqual([0.6, 0.75]);
  });

  test("retention of the published example", () => {
    expect(retentionRate(2770, 4905, 2482).value).toBeCloseTo(0.875, 3);
  });

  test("what is no share is refused", () => {
    expect(() => wilson(11, 10)).toThrow(RangeError);
    expect(() => retentionRate(10, 1, 5)).toThrow(RangeError);
  });

  test("an interval always holds its share and stays within 0 and 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const { value, low, high } = wilson(Math.round(part * n), n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(value ?? -1);
        expect(high).toBeGreaterThanOrEqual(value ?? 2);
      }),
    );
  });
});

describe("means", () => {
  test("Student's interval with few observations", () => {
    // t(9) = 2.262157, s² = 1.6: 2.262157 × √0.16
    expect(rounded(meanInterval(3.4, 1.6, 10), 4)).toEqual([3.4, 2.4951, 4.3049]);
    expect(meanInterval(3, Number.NaN, 1)).toEqual({ value: 3, n: 1, low: null, high: null });
    expect(sampleOf([5, 4, 4, 3, 3, 5, 2, 1, 4, 3]).variance).toBeCloseTo(1.6, 10);
  });

  test("approaches the normal interval with many", () => {
    expect(margin(meanInterval(0, 1, 1_000_000))).toBeCloseTo(0.00196, 6);
  });

  test("Welch: variances 4 and 9, ten and twenty observations", () => {
    // SE² = 0.4 + 0.45; degrees of freedom 0.85² ÷ (0.4²/9 + 0.45²/19) = 25.4; t = 2.0579
    const difference = differenceOfMeans({ mean: 12, variance: 4, n: 10 }, { mean: 10, variance: 9, n: 20 });
    expect(rounded(difference, 2)).toEqual([2, 0.1, 3.9]);
    expect(differenceOfMeans({ mean: 1, variance: Number.NaN, n: 1 }, { mean: 0, variance: 1, n: 9 }).low).toBeNull();
  });
});

describe("counts", () => {
  test("Garwood's published limits", () => {
    expect(rounded(poissonInterval(0), 3)).toEqual([0, 0, 3.689]);
    expect(rounded(poissonInterval(1), 3)).toEqual([1, 0.025, 5.572]);
    expect(rounded(poissonInterval(10), 3)).toEqual([10, 4.795, 18.39]);
    expect(rounded(poissonInterval(100), 2)).toEqual([100, 81.36, 121.63]);
  });

  test("exact and approximate limits meet", () => {
    const [below, above] = [poissonInterval(1000), poissonInterval(1001)];
    expect((above.low ?? 0) - (below.low ?? 0)).toBeCloseTo(0.97, 1);
    expect((above.high ?? 0) - (below.high ?? 0)).toBeCloseTo(1.03, 1);
  });

  test("the difference of two counts", () => {
    expect(differenceOfCounts(poissonInterval(130), poissonInterval(100)).low).toBeLessThan(0);
    expect(differenceOfCounts(poissonInterval(140), poissonInterval(100)).low).toBeGreaterThan(0);
  });
});

test("simple lifetime value of the worked example", () => {
  expect(simpleLifetimeValue(100, 0.8, 0.1)).toBeCloseTo(266.7, 1);
  expect(simpleLifetimeValue(100, 1, 0)).toBeNull();
});

test("nothing observed is null, never 0", () => {
  const nothing = { value: null, n: 0, low: null, high: null };
  expect(wilson(0, 0)).toEqual(nothing);
  expect(npsInterval(0, 0, 0)).toEqual(nothing);
  expect(meanInterval(Number.NaN, Number.NaN, 0)).toEqual(nothing);
  expect(differenceOfNps(npsInterval(0, 0, 0), npsInterval(5, 3, 2))).toEqual(nothing);
  expect(retentionRate(0, 5, 5)).toEqual(nothing);
});

describe("verdict", () => {
  const rise = { value: 5, n: 40, low: 1, high: 9 };
  const fall = { value: -5, n: 40, low: -9, high: -1 };
  const unclear = { value: 5, n: 40, low: -1, high: 11 };

  test("depends on the direction that is better", () => {
    expect([verdict(rise, "higher_is_better"), verdict(rise, "lower_is_better")]).toEqual(["better", "worse"]);
    expect([verdict(fall, "higher_is_better"), verdict(fall, "lower_is_better")]).toEqual(["worse", "better"]);
    expect(verdict(unclear, "higher_is_better")).toBe("no_significant_change");
  });

  test("needs enough on both sides", () => {
    expect(verdict(rise, "higher_is_better", 41)).toBe("not_enough");
    expect(verdict({ ...rise, low: null, high: null }, "higher_is_better")).toBe("not_enough");
    expect(verdict(differenceOfNps(npsInterval(1, 0, 0), npsInterval(0, 0, 1)), "higher_is_better", 5)).toBe(
      "not_enough",
    );
  });
});
