import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Period } from "../../../../contracts/understand/metrics.ts";
import { bucketsOf, previousPeriod, resolvePeriod, type Span } from "./period.ts";

const BERLIN = "Europe/Berlin";
const instant = (text: string) => new Date(text);
const show = ({ from, to }: Span) => [from.toISOString(), to.toISOString()];
const resolve = (period: Period, zone: string, now: string) => show(resolvePeriod(period, zone, instant(now)));
const earlier = (period: Period, zone: string, now: string, compare?: Parameters<typeof previousPeriod>[3]) =>
  show(previousPeriod(period, zone, instant(now), compare));

describe("resolvePeriod", () => {
  it("counts calendar units back, the running one included, up to and including the present millisecond", () => {
    const now = "2026-06-17T12:00:00.000Z";
    const end = "2026-06-17T12:00:00.001Z";
    expect(resolve({ last: 1, unit: "day" }, "UTC", now)).toEqual(["2026-06-17T00:00:00.000Z", end]);
    expect(resolve({ last: 7, unit: "day" }, "UTC", now)).toEqual(["2026-06-11T00:00:00.000Z", end]);
    expect(resolve({ last: 1, unit: "week" }, "UTC", now)).toEqual(["2026-06-15T00:00:00.000Z", end]);
    expect(resolve({ last: 3, unit: "month" }, "UTC", now)).toEqual(["2026-04-01T00:00:00.000Z", end]);
    expect(resolve({ last: 2, unit: "quarter" }, "UTC", now)).toEqual(["2026-01-01T00:00:00.000Z", end]);
    expect(resolve({ last: 2, unit: "year" }, "UTC", now)).toEqual(["2025-01-01T00:00:00.000Z", end]);
    expect(resolve({ last: 1000, unit: "year" }, "UTC", now)).toEqual(["1970-01-01T00:00:00.000Z", end]);
  });

  it("leaves the running unit out of what is to be complete", () => {
    const now = "2026-03-30T09:00:00.000Z";
    expect(resolve({ last: 1, unit: "day", complete: true }, BERLIN, now)).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    expect(resolve({ last: 2, unit: "month", complete: true }, "UTC", now)).toEqual([
      "2026-01-01T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ]);
    expect(earlier({ last: 2, unit: "month", complete: true }, "UTC", now)).toEqual([
      "2025-11-01T00:00:00.000Z",
      "2026-01-01T00:00:00.000Z",
    ]);
  });

  it("starts weeks on Monday, also on a Sunday and a Monday", () => {
    expect(resolve({ last: 1, unit: "week" }, "UTC", "2026-06-21T23:59:59.999Z")[0]).toBe("2026-06-15T00:00:00.000Z");
    expect(resolve({ last: 1, unit: "week" }, "UTC", "2026-06-22T00:00:00.000Z")[0]).toBe("2026-06-22T00:00:00.000Z");
    expect(resolve({ last: 1, unit: "week" }, "UTC", "2027-01-02T10:00:00.000Z")[0]).toBe("2026-12-28T00:00:00.000Z");
  });

  it("takes the day from the zone, not from UTC", () => {
    expect(resolve({ last: 1, unit: "day" }, "Pacific/Auckland", "2025-12-31T11:30:00.000Z")[0]).toBe(
      "2025-12-31T11:00:00.000Z",
    );
    expect(resolve({ last: 1, unit: "year" }, "America/Los_Angeles", "2026-01-01T07:59:00.000Z")[0]).toBe(
      "2025-01-01T08:00:00.000Z",
    );
  });

  it("knows days of 23 and 25 hours and days that begin at one o'clock", () => {
    const now = "2026-12-01T00:00:00Z";
    expect(resolve({ from: "2026-03-29", to: "2026-03-29" }, BERLIN, now)).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    expect(resolve({ from: "2026-10-25", to: "2026-10-25" }, BERLIN, now)).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
    expect(resolve({ from: "2018-11-04", to: "2018-11-04" }, "America/Sao_Paulo", now)).toEqual([
      "2018-11-04T03:00:00.000Z",
      "2018-11-05T02:00:00.000Z",
    ]);
  });

  it("includes the last day named, and not the last instant named", () => {
    const now = "2026-12-01T00:00:00Z";
    expect(resolve({ from: "2028-02-29", to: "2028-12-31" }, "UTC", now)).toEqual([
      "2028-02-29T00:00:00.000Z",
      "2029-01-01T00:00:00.000Z",
    ]);
    const instants = { from: "2026-01-01T10:00:00+02:00", to: "2026-01-01T12:00:00Z" };
    expect(resolve(instants, BERLIN, now)).toEqual(["2026-01-01T08:00:00.000Z", "2026-01-01T12:00:00.000Z"]);
  });

  it("refuses what ends before it begins or lies out of range", () => {
    expect(() => resolve({ from: "2026-02-02", to: "2026-02-01" }, "UTC", "2026-06-17T12:00:00Z")).toThrow(
      /ends before/,
    );
    expect(() => resolve({ from: "1900-02-02", to: "2026-02-01" }, "UTC", "2026-06-17T12:00:00Z")).toThrow(/1970/);
    expect(() => resolve({ from: "2026-02-02", to: "9000-02-01" }, "UTC", "2026-06-17T12:00:00Z")).toThrow(/2298/);
  });
});

describe("previousPeriod", () => {
  it("goes back as many units, to the same moment of the running one", () => {
    const now = "2026-06-17T12:00:00.000Z";
    expect(earlier({ last: 7, unit: "day" }, "UTC", now)).toEqual([
      "2026-06-04T00:00:00.000Z",
      "2026-06-10T12:00:00.001Z",
    ]);
    expect(earlier({ last: 1, unit: "month" }, "UTC", now)).toEqual([
      "2026-05-01T00:00:00.000Z",
      "2026-05-17T12:00:00.001Z",
    ]);
    expect(earlier({ last: 1, unit: "month" }, "UTC", "2026-03-31T12:00:00.000Z")[1]).toBe("2026-02-28T12:00:00.001Z");
  });

  it("goes back as many days for days, over a change of the clocks", () => {
    const week = { from: "2026-03-29", to: "2026-04-04" };
    expect(earlier(week, BERLIN, "2026-06-17T12:00:00Z")).toEqual([
      "2026-03-21T23:00:00.000Z",
      "2026-03-28T23:00:00.000Z",
    ]);
  });

  it("goes back as long for instants, and to what is named", () => {
    const hours = { from: "2026-01-01T10:00:00Z", to: "2026-01-01T12:00:00Z" };
    expect(earlier(hours, BERLIN, "2026-06-17T12:00:00Z")).toEqual([
      "2026-01-01T08:00:00.000Z",
      "2026-01-01T10:00:00.000Z",
    ]);
    expect(
      earlier(hours, BERLIN, "2026-06-17T12:00:00Z", { from: "2025-01-01T00:00:00Z", to: "2025-02-01T00:00:00Z" }),
    ).toEqual(["2025-01-01T00:00:00.000Z", "2025-02-01T00:00:00.000Z"]);
  });

  it("takes the same dates a year before, leap days included", () => {
    const now = "2028-06-01T00:00:00Z";
    const year = (period: Period) => earlier(period, "UTC", now, "previous_year");
    expect(year({ from: "2028-02-01", to: "2028-02-29" })).toEqual([
      "2027-02-01T00:00:00.000Z",
      "2027-03-01T00:00:00.000Z",
    ]);
    expect(year({ from: "2028-02-01", to: "2028-02-28" })).toEqual([
      "2027-02-01T00:00:00.000Z",
      "2027-03-01T00:00:00.000Z",
    ]);
    expect(year({ from: "2027-12-31", to: "2027-12-31" })).toEqual([
      "2026-12-31T00:00:00.000Z",
      "2027-01-01T00:00:00.000Z",
    ]);
  });
});

describe("bucketsOf", () => {
  it("lists the calendar units and says which are whole", () => {
    const weeks = bucketsOf(
      { from: instant("2026-06-10T00:00:00Z"), to: instant("2026-06-22T00:00:00Z") },
      "week",
      "UTC",
    );
    expect(weeks.map(({ start, complete }) => [start.toISOString().slice(0, 10), complete])).toEqual([
      ["2026-06-08", false],
      ["2026-06-15", true],
    ]);
  });

  it("counts hours rightly where the clocks change", () => {
    const days = bucketsOf(
      resolvePeriod({ from: "2026-10-24", to: "2026-10-26" }, BERLIN, instant("2027-01-01T00:00:00Z")),
      "day",
      BERLIN,
    );
    expect(days.map(({ start, end }) => (end.getTime() - start.getTime()) / 3_600_000)).toEqual([24, 25, 24]);
  });

  it("crosses the leap day and the year's end by month", () => {
    const months = bucketsOf(
      { from: instant("2027-12-15T00:00:00Z"), to: instant("2028-03-01T00:00:00Z") },
      "month",
      "UTC",
    );
    expect(months.map(({ end }) => end.toISOString().slice(0, 10))).toEqual(["2028-01-01", "2028-02-01", "2028-03-01"]);
  });

  it("leaves out a day that a place skipped", () => {
    const span = resolvePeriod(
      { from: "2011-12-29", to: "2011-12-31" },
      "Pacific/Apia",
      instant("2027-01-01T00:00:00Z"),
    );
    expect(bucketsOf(span, "day", "Pacific/Apia").map(({ start }) => start.toISOString())).toEqual([
      "2011-12-29T10:00:00.000Z",
      "2011-12-30T10:00:00.000Z",
    ]);
  });

  it("refuses too many", () => {
    const span = { from: instant("2000-01-01T00:00:00Z"), to: instant("2026-01-01T00:00:00Z") };
    expect(() => bucketsOf(span, "day", "UTC")).toThrow(/1500/);
  });

  it("covers the period without gap or overlap, in any zone", () => {
    const zones = ["UTC", BERLIN, "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"];
    const instant = fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 200 * 86_400_000 }),
        fc.constantFrom(...zones),
        fc.constantFrom("day" as const, "week" as const, "month" as const),
        (start, length, zone, interval) => {
          const span = { from: new Date(start), to: new Date(start + length) };
          const buckets = bucketsOf(span, interval, zone);
          expect(buckets[0]?.start.getTime()).toBeLessThanOrEqual(span.from.getTime());
          expect(buckets[0]?.end.getTime()).toBeGreaterThan(span.from.getTime());
          expect(buckets.at(-1)?.end.getTime()).toBeGreaterThanOrEqual(span.to.getTime());
          expect(buckets.at(-1)?.start.getTime()).toBeLessThan(span.to.getTime());
          for (const [index, bucket] of buckets.slice(1).entries()) expect(bucket.start).toEqual(buckets[index]?.end);
          expect(buckets.every(({ start, end }) => start < end)).toBe(true);
        },
      ),
    );
  });
});
