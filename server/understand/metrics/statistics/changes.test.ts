import { describe, expect, it } from "vitest";
import { meanShape, netShape, shareShape } from "../definitions/shapes.ts";
import { benjaminiHochberg, pValueOf, withinGroup } from "./changes.ts";
import { sampleOf } from "./statistics.ts";

describe("the p-value of an interval", () => {
  it("is that of the published examples", () => {
    // Altman & Bland 2011: a difference of 3 with 0.8 to 5.2 has z = 2.67, one of −0.21 with −0.39 to −0.03 z = 2.29.
    expect(pValueOf({ value: 3, low: 0.8, high: 5.2 })).toBeCloseTo(0.0075, 4);
    expect(pValueOf({ value: -0.21, low: -0.39, high: -0.03 })).toBeCloseTo(0.0222, 4);
  });

  it("is 0.05 where the interval ends at no difference, and 1 at none", () => {
    expect(pValueOf({ value: 2, low: 0, high: 9 })).toBeCloseTo(0.05, 6);
    expect(pValueOf({ value: 0, low: -1, high: 1 })).toBe(1);
    expect(pValueOf({ value: 0, low: 0, high: 0 })).toBe(1);
    expect(pValueOf({ value: 1, low: null, high: null })).toBeNull();
  });
});

describe("many findings", () => {
  // Benjamini & Hochberg 1995, section 3.2: of fifteen p-values four stand at 0.05, where Bonferroni lets three stand.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];

  it("stand as they were published", () => {
    expect(benjaminiHochberg(published, 0.05)).toEqual(published.map((_, index) => index < 4));
    expect(benjaminiHochberg(published.toReversed(), 0.05)).toEqual(published.map((_, index) => index > 10));
  });

  it("are none where there is nothing to find", () => {
    expect(benjaminiHochberg([], 0.05)).toEqual([]);
    expect(benjaminiHochberg([0.04, 0.2], 0.05)).toEqual([false, false]);
    expect(benjaminiHochberg([0.04], 0.05)).toEqual([true]);
  });
});

it("parts of a change add up where nobody moved between groups", () => {
  const [north, south] = [
    { now: { value: 20, n: 50, all: 200 }, before: { value: 60, n: 25, all: 100 } },
    { now: { value: 48, n: 150, all: 200 }, before: { value: 50, n: 75, all: 100 } },
  ].map(({ now, before }) => withinGroup(now, before));
  // 0.25 · −40 and 0.75 · −2; before 52.5, now 41.
  expect([north, south]).toEqual([-10, -1.5]);
});

describe("all but a group", () => {
  it("is what they say by themselves", () => {
    const [group, others] = [
      [1, 2, 2, 5],
      [4, 5, 3, 5, 1],
    ];
    const of = (values: number[]) => ({ ...sampleOf(values) });
    const rest = meanShape.without(of([...group, ...others]), of(group), "mean");
    expect(rest).toEqual({
      n: 5,
      mean: expect.closeTo(of(others).mean, 12),
      variance: expect.closeTo(of(others).variance, 12),
    });
    expect(meanShape.without(of(group), of(group), "mean")).toEqual({ mean: null, n: 0 });
    expect(shareShape.without({ hits: 7, n: 10 }, { hits: 2, n: 3 }, "default")).toEqual({ hits: 5, n: 7 });
    const sides = (promoters: number, passives: number, detractors: number) => ({ promoters, passives, detractors });
    expect(netShape.without(sides(5, 4, 3), sides(1, 0, 3), "default")).toEqual(sides(4, 4, 0));
  });
});
