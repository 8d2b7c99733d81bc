import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeFormat } from "../../../../contracts/collect/imports.ts";
import { parseTime, timeParser } from "./parse-time.ts";

const iso = (value: string | number, format: TimeFormat, timezone?: string): string => {
  const time = parseTime(value, format, timezone);
  return time.ok ? time.at.toISOString() : time.reason;
};

describe("formats", () => {
  it.each<[string | number, TimeFormat, string, string]>([
    ["2011-10-11 13:45:40.276000+02:00", "iso", "UTC", "2011-10-11T11:45:40.276Z"],
    ["2024-02-29T23:59:59Z", "iso", "Asia/Tokyo", "2024-02-29T23:59:59.000Z"],
    ["2024-07-01", "iso", "Europe/Berlin", "2024-06-30T22:00:00.000Z"],
    ["2024/07/01 08:30:00.123", "year-month-day", "America/New_York", "2024-07-01T12:30:00.123Z"],
    ["19970101", "compact", "UTC", "1997-01-01T00:00:00.000Z"],
    ["20241231235958", "compact", "UTC", "2024-12-31T23:59:58.000Z"],
    ["31.12.2024 23:59", "day-month-year", "UTC", "2024-12-31T23:59:00.000Z"],
    ["3/4/2024", "day-month-year", "UTC", "2024-04-03T00:00:00.000Z"],
    ["3/4/2024 12:05 AM", "month-day-year", "UTC", "2024-03-04T00:05:00.000Z"],
    ["3/4/2024, 12:05:06 pm", "month-day-year", "UTC", "2024-03-04T12:05:06.000Z"],
    ["1735689599", "epoch-seconds", "Asia/Tokyo", "2024-12-31T23:59:59.000Z"],
    [1735689599123, "epoch-milliseconds", "UTC", "2024-12-31T23:59:59.123Z"],
  ])("%s as %s in %s", (value, format, timezone, expected) => {
    expect(iso(value, format, timezone)).toBe(expected);
  });

  it.each<[string, TimeFormat, RegExp]>([
    ["yesterday", "iso", /"yesterday" is not a time like 2024-/],
    ["2023-02-29", "iso", /month 2 of 2023 has no day 29/],
    ["2024-13-01", "iso", /no month 13/],
    ["12/31/2024", "day-month-year", /no month 31/],
    ["2024-01-01 24:30", "iso", /no such time of day/],
    ["1/1/2024 13:00 PM", "month-day-year", /no hour 13/],
    ["1024-01-01", "iso", /outside the years/],
    ["2024-01-01T00:00:00+25:00", "iso", /no possible offset/],
    ["31-12/2024", "day-month-year", /not a time like/],
    ["99999999999999", "epoch-seconds", /outside the years/],
    ["12,5", "epoch-seconds", /not a number/],
  ])("refuses %s as %s", (value, format, reason) => {
    expect(iso(value, format)).toMatch(reason);
  });

  it("throws for a time zone that does not exist", () => {
    expect(() => timeParser("iso", "Europe/Berlinn")).toThrow(/no time zone/);
  });
});

describe("the days that break", () => {
  it("moves the hour that is skipped forward, and takes the first of the hour that comes twice", () => {
    expect(iso("2024-03-31 02:30", "iso", "Europe/Berlin")).toBe("2024-03-31T01:30:00.000Z");
    expect(iso("2024-10-27 02:30", "iso", "Europe/Berlin")).toBe("2024-10-27T00:30:00.000Z");
    expect(iso("2024-12-31T23:59:60Z", "iso")).toBe("2024-12-31T23:59:59.000Z");
  });
});

it("reads back any instant that was written as ISO 8601, whatever the zone", () => {
  const instant = fc.date({ min: new Date("1900-01-02"), max: new Date("2299-12-30"), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.constantFrom("UTC", "Asia/Kathmandu", "America/St_Johns"), (at, zone) => {
      expect(iso(at.toISOString(), "iso", zone)).toBe(at.toISOString());
      expect(iso(at.getTime(), "epoch-milliseconds", zone)).toBe(at.toISOString());
    }),
  );
});

it("answers any text without throwing", () => {
  const parsers = (["iso", "compact", "day-month-year", "epoch-seconds"] as const).map((format) =>
    timeParser(format, "UTC"),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/.:TZ +-]{1,30}$/)), (text) => {
      for (const parse of parsers) expect(typeof parse(text).ok).toBe("boolean");
    }),
  );
});
