import { beforeAll, describe, expect, it } from "vitest";
import type { Definition } from "../../contracts/understand/metrics.ts";
import { needWords, switchLanguage, translation } from "../i18n/words.ts";
import { formatter } from "../ui/format.ts";
import { appWords } from "../words.ts";
import { changeOf, marginWords, valueWords } from "./measure-words.ts";
import { pointsOf, scoreScale } from "./score-scale.ts";

const format = formatter("en-US");
const measured = (value: number, margin: number | null) => ({
  value,
  n: 1000,
  low: margin === null ? null : value - margin,
  high: margin === null ? null : value + margin,
  hidden: false,
});

beforeAll(async () => {
  await switchLanguage("en");
  await needWords([appWords]);
});

describe("a value", () => {
  it.each([
    [2006, 88, "2,006"],
    [18_240, 60, "18,240"],
    [18_240, 265, "18.2K"],
    [1_204_000, 2150, "1,204,000"],
    [1_204_000, 215_000, "1.2M"],
    [9999, null, "9,999"],
    [18_240, null, "18.2K"],
    [7, 3, "7"],
  ])("%d ±%s is %s: never rounded more coarsely than it is sure", (value, margin, words) => {
    expect(valueWords(measured(value, margin), "count", format)).toBe(words);
  });
});

describe("how sure it is", () => {
  it.each([
    [3.9, 0.041, "score", "±0.04"],
    [3.9, 0.32, "score", "±0.3"],
    [0.139, 0.0154, "share", "±1.5 pp"],
    [0.139, 0.0003, "share", "±0.03 pp"],
    [3.9, 0, "score", "±0"],
  ] as const)("%d ±%d of %s is %s: a small margin is not said to be none", (value, margin, unit, words) => {
    expect(marginWords(measured(value, margin), unit, format)).toBe(words);
  });
});

describe("a change", () => {
  const comparison = { previous: measured(1, null), delta: 120, deltaLow: 100, deltaHigh: 140 };

  it("of how many is more or fewer, never better or worse", () => {
    const { t } = translation();
    for (const verdict of ["better", "worse", "changed"] as const) {
      const more = changeOf({ ...comparison, verdict }, "count", format, t);
      expect(more).toEqual({ arrow: "▲", words: "120 more, significant", tone: "neutral" });
      const fewer = changeOf({ ...comparison, delta: -120, verdict }, "count", format, t);
      expect(fewer).toEqual({ arrow: "▼", words: "120 fewer, significant", tone: "neutral" });
    }
    expect(changeOf({ ...comparison, verdict: "better" }, "points", format, t).tone).toBe("positive");
  });
});

describe("the axis of a score", () => {
  const effort: Definition = {
    ...{ metric: "ces", version: 1, name: "Effort", description: "", formula: "", unit: "score", direction: "higher" },
    ...{ scale: [1, 7], minimumN: 5, testable: true, interval: "", source: "", variants: [] },
    params: [{ name: "scale", description: "", default: 7 }],
  };

  it("has every point of the scale, and says what its ends mean", () => {
    const { t } = translation();
    const scale = scoreScale(effort, "score", [measured(5.9, 0.2)], t);
    if (!scale) throw new Error("A score has a scale.");
    expect(pointsOf(scale).map(scale.label)).toEqual(["1 hard", "2", "3", "4", "5", "6", "7 easy"]);
  });

  it("is that of any number for shares, points and what has no scale", () => {
    const { t } = translation();
    expect(scoreScale(effort, "share", [], t)).toBeUndefined();
    expect(scoreScale({ ...effort, params: [], scale: null }, "score", [], t)).toBeUndefined();
    expect(scoreScale({ ...effort, params: [], scale: [0, 100] }, "score", [], t)).toBeUndefined();
    expect(scoreScale(effort, "score", [measured(9, 0.2)], t)).toBeUndefined();
  });
});
