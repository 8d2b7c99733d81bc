import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandPath, type CurvePoint, curveHalves, curvePath, middlesOf, streamPaths } from "./curve.ts";

const points = fc
  .array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 20 })
  .map((heights) => heights.map((y, x): CurvePoint => ({ x: x + 0.5, y })));

/** The heights that a path's numbers name, two and two. */
function heightsOf(path: string): number[] {
  return (path.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number).filter((_, index) => index % 2 === 1);
}

describe("the curve", () => {
  it("never goes above or below the two points it joins", () => {
    fc.assert(
      fc.property(points, (of) => {
        for (const { index, path } of curveHalves(of)) {
          const near = of.slice(Math.max(0, index - 1), index + 2).map(({ y }) => y);
          for (const height of heightsOf(path)) {
            expect(height).toBeGreaterThanOrEqual(Math.min(...near) - 0.01);
            expect(height).toBeLessThanOrEqual(Math.max(...near) + 0.01);
          }
        }
      }),
    );
  });

  it("meets itself where its halves meet", () => {
    fc.assert(
      fc.property(points, (of) => {
        const middles = middlesOf(of);
        const starts = curveHalves(of)
          .filter((_, index) => index % 2 === 1)
          .map(({ path }) => heightsOf(path)[0] ?? Number.NaN);
        expect(starts).toHaveLength(middles.length);
        for (const [index, start] of starts.entries()) expect(start).toBeCloseTo(middles[index] ?? Number.NaN, 2);
      }),
    );
  });

  it("goes straight through points on a line", () => {
    const line = [0, 1, 2].map((x) => ({ x, y: x }));
    expect(curvePath(line)).toBe("M0 0C0.333 0.333 0.667 0.667 1 1C1.333 1.333 1.667 1.667 2 2");
    expect(middlesOf(line)).toEqual([0.5, 1.5]);
  });

  it("is nothing without points", () => {
    expect(curvePath([])).toBe("");
    expect(bandPath([], [])).toBe("");
  });
});

describe("the stream", () => {
  it("is open where nothing is known and closed where it is", () => {
    expect(streamPaths([10, null, 6, 4], 25)).toHaveLength(2);
    expect(streamPaths([null, null], 25)).toEqual([]);
    for (const path of streamPaths([10, 0, 50], 25)) expect(path).toMatch(/^M.*Z$/);
  });

  it("is as thick as it should be at both ends", () => {
    const [path = ""] = streamPaths([40, 10], 25);
    expect(path.startsWith("M0 5")).toBe(true);
    expect(path).toContain("L2 20");
    expect(path).toContain("L2 30");
  });
});
