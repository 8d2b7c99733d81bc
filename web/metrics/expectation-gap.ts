import type { StepNumbers } from "../../contracts/understand/journeys.ts";

export interface Gap {
  value: number;
  /** Whether the interval of what was experienced leaves the expectation out. */
  verdict: "below" | "above" | "open";
}

/** How far what people experienced lies from what was expected; null unless both are known on one scale. */
export function gapOf(
  numbers: Pick<StepNumbers, "satisfaction" | "expectation"> | undefined,
  assumed: number | undefined,
): Gap | null {
  const satisfaction = numbers?.satisfaction;
  if (!satisfaction || satisfaction.result.value === null || satisfaction.result.hidden) return null;
  const measured = numbers?.expectation;
  const isMeasured = measured && measured.result.value !== null && !measured.result.hidden;
  const scale = isMeasured ? measured.scale : [1, 5];
  const expected = isMeasured ? measured.result.value : assumed;
  if (expected === null || expected === undefined) return null;
  if (scale[0] !== satisfaction.scale[0] || scale[1] !== satisfaction.scale[1]) return null;
  const { low, high, value } = satisfaction.result;
  const expectedLow = (isMeasured ? measured.result.low : null) ?? expected;
  const expectedHigh = (isMeasured ? measured.result.high : null) ?? expected;
  const verdict = high !== null && high < expectedLow ? "below" : low !== null && low > expectedHigh ? "above" : "open";
  return { value: value - expected, verdict };
}
