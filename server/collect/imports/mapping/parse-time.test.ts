import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeFormat } from "../../../../contracts/collect/imports.ts";
import { isTimeOfDay, parseTime, timeParser } from "./parse-time.ts";

const iso = (value: string | number, format: TimeFormat, timezone?: string): string => {
  const time = parseTime(value, format, timezone);
  return time.ok ? time.instant.toISOString() : time.reason;
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
    ["05.03.24", "day-month-year", "UTC", "2024-03-05T00:00:00.000Z"],
    ["05.03.99", "day-month-year", "UTC", "1999-03-05T00:00:00.000Z"],
    ["Di, 05.03.2024 10:00 Uhr", "day-month-year", "UTC", "2024-03-05T10:00:00.000Z"],
    ["3/5/24 10:00", "month-day-year", "UTC", "2024-03-05T10:00:00.000Z"],
    ["3/5/24, 10:00\u202fPM", "month-day-year", "UTC", "2024-03-05T22:00:00.000Z"],
    ["3/5/2024 10 PM", "month-day-year", "UTC", "2024-03-05T22:00:00.000Z"],
    ["05.03.2024 10.15.00", "day-month-year", "UTC", "2024-03-05T10:15:00.000Z"],
    ["05.03.2024, 10h15", "day-month-year", "UTC", "2024-03-05T10:15:00.000Z"],
    ["Mar 5, 2024", "month-name", "UTC", "2024-03-05T00:00:00.000Z"],
    ["March 5th, 2024 at 10:00".replace(" at", ""), "month-name", "UTC", "2024-03-05T10:00:00.000Z"],
    ["05-Mar-2024 10:00", "month-name", "Europe/Berlin", "2024-03-05T09:00:00.000Z"],
    ["31-Jul-18", "month-name", "UTC", "2018-07-31T00:00:00.000Z"],
    ["5. März 2024", "month-name", "UTC", "2024-03-05T00:00:00.000Z"],
    ["05. Mrz. 2024 10:00", "month-name", "UTC", "2024-03-05T10:00:00.000Z"],
    ["Donnerstag, 5. Dezember 2024", "month-name", "UTC", "2024-12-05T00:00:00.000Z"],
    ["Tue, 05 Mar 2024 10:00:00 +0100", "month-name", "UTC", "2024-03-05T09:00:00.000Z"],
    ["Tue Mar  5 10:00:00 CET 2024", "month-name", "UTC", "2024-03-05T09:00:00.000Z"],
    ["2024-Sep-05", "month-name", "UTC", "2024-09-05T00:00:00.000Z"],
    ["2024-03-05 10:00:00 CET", "iso", "UTC", "2024-03-05T09:00:00.000Z"],
    ["2024-07-05 10:00:00 EDT", "iso", "UTC", "2024-07-05T14:00:00.000Z"],
    ["2024/03/05 10:00:00 AM GMT+1", "year-month-day", "UTC", "2024-03-05T09:00:00.000Z"],
    ["2024-03-05 10:00 UTC-05:30", "iso", "UTC", "2024-03-05T15:30:00.000Z"],
    ["2024-03-05T10:00+01:00[Europe/Berlin]", "iso", "UTC", "2024-03-05T09:00:00.000Z"],
    ["2024-07-05T10:00[Europe/Berlin]", "iso", "UTC", "2024-07-05T08:00:00.000Z"],
    ["20180606T084611Z", "compact", "UTC", "2018-06-06T08:46:11.000Z"],
    ["20180606 08:46", "compact", "UTC", "2018-06-06T08:46:00.000Z"],
    ["45356.4166666667", "excel-days", "Europe/Berlin", "2024-03-05T09:00:00.000Z"],
    [45356, "excel-days", "UTC", "2024-03-05T00:00:00.000Z"],
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
    ["45356", "epoch-seconds", /number of a day/],
    ["2024-03-05 10:00 IST", "iso", /no possible offset/],
    ["2024-03-05T10:00[Mars/Base]", "iso", /no time zone/],
    ["5 Foo 2024", "month-name", /no month Foo/],
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
    fc.property(instant, fc.constantFrom("UTC", "Asia/Kathmandu", "America/St_Johns"), (instant, zone) => {
      expect(iso(instant.toISOString(), "iso", zone)).toBe(instant.toISOString());
      expect(iso(instant.getTime(), "epoch-milliseconds", zone)).toBe(instant.toISOString());
    }),
  );
});

it("answers any text without throwing", () => {
  const parsers = (["iso", "compact", "day-month-year", "month-name", "epoch-seconds", "excel-days"] as const).map(
    (format) => timeParser(format, "UTC"),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/.:TZ +-]{1,30}$/)), (text) => {
      for (const parse of parsers) expect(typeof parse(text).ok).toBe("boolean");
    }),
  );
});

it("knows a time of day by itself", () => {
  for (const text of ["10:15", "9:05:30 PM", "23:59:59.123", "10h15", "10.15.00", "9 am"])
    expect(isTimeOfDay(text), text).toBe(true);
  for (const text of ["10", "10.15", "25:00", "10:75", "a 10:15", "10-15"]) expect(isTimeOfDay(text), text).toBe(false);
});
