import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceOf, isBeyondChance } from "./distance.ts";

const measured = (value: number, low: number, high: number) => ({ value, low, high, n: 100, hidden: false });

describe("the distance of two numbers", () => {
  it("has the interval that is published for 56 of 70 against 48 of 80", () => {
    // Newcombe, Statistics in Medicine 17, 1998, table II, example (a), method 10: of two Wilson intervals.
    const distance = distanceOf(measured(0.8, 0.69183, 0.87695), measured(0.6, 0.49045, 0.70039));
    expect(distance?.value).toBeCloseTo(0.2, 10);
    expect(distance?.low).toBeCloseTo(0.0524, 4);
    expect(distance?.high).toBeCloseTo(0.3339, 4);
  });

  it("is turned round with its numbers, and no wider than both intervals together", () => {
    const number = fc
      .tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }))
      .map(([value, margin]) => measured(value, value - margin, value + margin / 2));
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [there, back] = [distanceOf(one, other), distanceOf(other, one)];
        if (!there || !back) throw new Error("no distance");
        expect(there.value).toBeCloseTo(-back.value, 9);
        expect(there.low).toBeCloseTo(-back.high, 9);
        expect(there.high - there.low).toBeLessThanOrEqual(one.high - one.low + (other.high - other.low) + 1e-9);
      }),
    );
  });

  it("is beyond chance when its interval leaves zero out", () => {
    expect(isBeyondChance({ value: 2, low: 0.1, high: 3.9 })).toBe(true);
    expect(isBeyondChance({ value: -2, low: -4, high: 0 })).toBe(false);
  });

  it("is none without an interval or with too few answers", () => {
    const one = measured(1, 0, 2);
    expect(distanceOf(one, { ...one, low: null })).toBeNull();
    expect(distanceOf({ ...one, hidden: true }, one)).toBeNull();
  });
});
