import { describe, expect, it } from "vitest";
import { gapOf } from "./expectation-gap.ts";

function score(value: number, margin: number, scale: [number, number] = [1, 5]) {
  const result = { value, n: 100, low: value - margin, high: value + margin, hidden: false };
  return { result, definition: "csat@1", scale, leftOut: 0 };
}

describe("the gap", () => {
  it("is a finding only when the interval leaves the expectation out", () => {
    expect(gapOf({ expectation: null, satisfaction: score(3.2, 0.2) }, 4)).toEqual({
      value: -0.7999999999999998,
      verdict: "below",
    });
    expect(gapOf({ expectation: null, satisfaction: score(3.9, 0.2) }, 4)?.verdict).toBe("open");
    expect(gapOf({ expectation: null, satisfaction: score(4.6, 0.2) }, 4)?.verdict).toBe("above");
  });

  it("prefers what was measured, with its own interval, over what was assumed", () => {
    const both = { satisfaction: score(3.5, 0.1), expectation: score(3.8, 0.3) };
    expect(gapOf(both, 5)?.verdict).toBe("open");
  });

  it("is never taken across scales, nor from too few answers", () => {
    expect(gapOf({ expectation: null, satisfaction: score(5, 0.2, [1, 7]) }, 4)).toBeNull();
    const hidden = score(3, 0.1);
    hidden.result.hidden = true;
    expect(gapOf({ expectation: null, satisfaction: hidden }, 4)).toBeNull();
    expect(gapOf(undefined, 4)).toBeNull();
  });
});
