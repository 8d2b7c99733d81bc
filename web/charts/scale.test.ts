import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundScale } from "./scale.ts";
import { seriesColors } from "./series-colors.ts";

describe("roundScale", () => {
  it("starts bars at zero and ends at a round number", () => {
    expect(roundScale([12, 47, 83]).ticks).toEqual([0, 25, 50, 75, 100]);
    expect(roundScale([-40, 61]).low).toBeLessThanOrEqual(-40);
  });

  it("counts in whole steps, each once", () => {
    expect(roundScale([1], { isWhole: true }).ticks).toEqual([0, 1]);
    expect(roundScale([3], { isWhole: true }).ticks).toEqual([0, 1, 2, 3]);
    expect(roundScale([9], { isWhole: true }).ticks).toEqual([0, 5, 10]);
  });

  it("has an axis even when there is nothing to show", () => {
    expect(roundScale([]).high).toBeGreaterThan(roundScale([]).low);
  });

  it("holds every value and rises", () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-6);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const { low, high, ticks } = roundScale(values);
        const slack = 1e-6 * (high - low);
        expect(low).toBeLessThanOrEqual(Math.min(0, ...values) + slack);
        expect(high).toBeGreaterThanOrEqual(Math.max(0, ...values) - slack);
        expect(ticks.length).toBeLessThan(12);
      }),
    );
  });
});

describe("seriesColors", () => {
  it("gives a name the same colour whatever the order, and never one colour twice up to eight", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 8 }), (names) => {
        const colors = seriesColors(names);
        expect(new Set(colors.values()).size).toBe(names.length);
        expect(seriesColors([...names].reverse())).toEqual(colors);
      }),
    );
  });
});
