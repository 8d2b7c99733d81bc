import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Pair, phaseStarts, typicalOrder } from "./typical-order.ts";

const pair = (first: number, second: number, traces: number): Pair => ({ first, second, traces, median: 1 });

describe("the typical order", () => {
  it("follows the clearest pairs, and the time since the start where none decides", () => {
    expect(typicalOrder([5, 4, 3], [pair(0, 1, 9), pair(1, 0, 2), pair(1, 2, 5)])).toEqual([0, 1, 2]);
    expect(typicalOrder([5, 4, 3], [])).toEqual([2, 1, 0]);
    // A circle is opened at its weakest pair.
    expect(typicalOrder([0, 0, 0], [pair(0, 1, 9), pair(1, 2, 8), pair(2, 0, 7)])).toEqual([0, 1, 2]);
    // A way around that few take stands between what it lies between, however late it is for them.
    expect(typicalOrder([0, 10, 900, 950], [pair(0, 2, 3), pair(2, 3, 3), pair(3, 1, 3), pair(0, 1, 50)])).toEqual([
      0, 2, 3, 1,
    ]);
  });

  it("is the order of every trace where all traces keep one", () => {
    const log = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 7 })), { maxLength: 20 });
    const times = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(log, times, (traces, since) => {
        const counted = new Map<string, Pair>();
        for (const taken of traces.map((each) => each.toSorted((a, b) => a - b)))
          for (const [index, first] of taken.entries())
            for (const second of taken.slice(index + 1)) {
              const known = counted.get(`${first} ${second}`) ?? pair(first, second, 0);
              counted.set(`${first} ${second}`, { ...known, traces: known.traces + 1 });
            }
        const order = typicalOrder(since, [...counted.values()]);
        expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
        for (const { first, second } of counted.values())
          expect(order.indexOf(first)).toBeLessThan(order.indexOf(second));
      }),
    );
  });
});

describe("phases", () => {
  it("begin at the two longest gaps, and at further ones that stand out", () => {
    expect(phaseStarts([])).toEqual([]);
    expect(phaseStarts([9])).toEqual([]);
    expect(phaseStarts([1, 9, 1])).toEqual([2]);
    expect(phaseStarts([1, 9, 1, 8, 1])).toEqual([2, 4]);
    expect(phaseStarts([1, 9, 1, 8, 1, 2, 1, 7])).toEqual([2, 4, 8]);
    expect(phaseStarts([90, 1, 90, 1, 90, 1, 90, 1, 90, 1, 90, 1, 1])).toHaveLength(5);
    expect(phaseStarts([0, 0, 0, 0])).toEqual([1, 2]);
  });
});
