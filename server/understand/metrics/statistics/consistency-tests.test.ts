import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquared, kruskalWallis } from "./consistency-tests.ts";

/** Counts of each value in each group, as the test takes them. */
function counted(...groups: number[][]): number[][] {
  const values = [...new Set(groups.flat())].sort((a, b) => a - b);
  return groups.map((group) => values.map((value) => group.filter((each) => each === value).length));
}

describe("χ²", () => {
  it("agrees with the published table of party by gender (Agresti 2007, p. 39)", () => {
    const found = chiSquared([
      [762, 327, 468],
      [484, 239, 477],
    ]);
    expect(found?.statistic).toBeCloseTo(30.07, 2);
    expect(found?.degreesOfFreedom).toBe(2);
    expect(found?.pValue).toBeCloseTo(2.954e-7, 10);
    expect(found?.effect.value).toBeCloseTo(Math.sqrt(30.0701 / 2757), 4);
    expect(found?.effect.size).toBe("small");
  });

  it("finds nothing where shares are the same", () => {
    const found = chiSquared([
      [10, 30],
      [20, 60],
      [30, 90],
    ]);
    expect(found).toMatchObject({ statistic: 0, pValue: 1, effect: { value: 0, size: "negligible" } });
  });

  it("finds nothing where all answers are of one category", () => {
    const same = { statistic: 0, degreesOfFreedom: 0, pValue: 1, effect: { value: 0, size: "negligible" } };
    expect(chiSquared([[10], [20]])).toMatchObject(same);
    expect(
      chiSquared([
        [30, 0],
        [20, 0],
      ]),
    ).toMatchObject(same);
  });

  it("does not speak of too few, or of one group", () => {
    expect(chiSquared([])).toBeNull();
    expect(chiSquared([[10, 20]])).toBeNull();
    expect(chiSquared([[10], [2]])).toBeNull();
    expect(
      chiSquared([
        [3, 2],
        [2, 4],
      ]),
    ).toBeNull();
  });

  it("does not mind the order of groups and categories", () => {
    const table = fc.array(fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500)), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(table, (rows) => {
        const one = chiSquared(rows);
        const other = chiSquared([...rows].reverse().map((row) => [...row].reverse()));
        expect(other?.statistic ?? null).toEqual(one ? expect.closeTo(one.statistic, 6) : null);
        if (one) expect(one.effect.value).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe("Kruskal–Wallis", () => {
  // Daily ozone in New York, May to September 1973 (Chambers et al. 1983, the data set `airquality` of R).
  const ozone = [
    [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37],
    [29, 71, 39, 23, 21, 37, 20, 12, 13],
    [135, 49, 32, 64, 40, 77, 97, 97, 85, 10, 27, 7, 48, 35, 61, 79, 63, 16, 80, 108, 20, 52, 82, 50, 64, 59],
    [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85],
    [96, 78, 73, 91, 47, 32, 20, 23, 21, 24, 44, 21, 28, 9, 13, 46, 18, 13, 24, 16, 13, 23, 36, 7, 14, 30, 14, 18, 20],
  ];

  it("agrees with the published result for ozone by month", () => {
    const found = kruskalWallis(counted(...ozone));
    expect(found?.statistic).toBeCloseTo(29.267, 3);
    expect(found?.degreesOfFreedom).toBe(4);
    expect(found?.pValue).toBeCloseTo(6.901e-6, 9);
    expect(found?.effect).toMatchObject({ value: expect.closeTo(29.2666 / 115, 4), size: "large" });
  });

  it("is the same for scores moved and stretched, and for groups in another order", () => {
    const group = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 5 }), (groups) => {
        const one = kruskalWallis(counted(...groups));
        const other = kruskalWallis(
          counted(...[...groups].reverse().map((each) => each.map((value) => 3 * value - 9))),
        );
        expect(other?.statistic ?? null).toEqual(one ? expect.closeTo(one.statistic, 6) : null);
      }),
    );
  });

  it("finds nothing where all answers are the same", () => {
    const found = kruskalWallis(counted([4, 4, 4, 4, 4], [4, 4, 4, 4, 4, 4]));
    expect(found).toMatchObject({ statistic: 0, pValue: 1, effect: { value: 0, size: "negligible" } });
  });

  it("does not speak of one group, or of a group of four", () => {
    expect(kruskalWallis(counted([1, 2, 3, 4, 5, 6]))).toBeNull();
    expect(kruskalWallis(counted([1, 2, 3, 4, 5, 6], [1, 2, 3, 4]))).toBeNull();
  });
});
