import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysOf, isDay, presets, readView, resolveDays, today } from "./period.ts";

describe("the view in the address", () => {
  it.each([
    ["today", "2026-03-31", "2026-03-31"],
    ["yesterday", "2026-03-30", "2026-03-30"],
    ["7d", "2026-03-25", "2026-03-31"],
    ["90d", "2026-01-01", "2026-03-31"],
    ["12m", "2025-04-01", "2026-03-31"],
    ["this_month", "2026-03-01", "2026-03-31"],
    ["last_month", "2026-02-01", "2026-02-28"],
    ["this_quarter", "2026-01-01", "2026-03-31"],
    ["this_year", "2026-01-01", "2026-03-31"],
  ] as const)("%s seen from 31 March", (preset, from, to) => {
    expect(daysOf(preset, "2026-03-31")).toEqual({ from, to });
  });

  it("counts twelve months from a leap day to real days", () => {
    expect(daysOf("12m", "2028-02-29")).toEqual({ from: "2027-03-01", to: "2028-02-29" });
  });

  it("asks in whose day it is", () => {
    const now = new Date("2026-11-22T00:30:00Z");
    expect(today(now, "America/New_York")).toBe("2026-11-21");
    expect(today(now, "Asia/Tokyo")).toBe("2026-11-22");
    expect(resolveDays({ period: "today" }, now, "America/New_York")).toEqual({ from: "2026-11-21", to: "2026-11-21" });
  });

  it("drops what makes no sense and keeps the rest", () => {
    expect(readView({ period: "custom", from: "2026-02-30", to: "2026-03-01", compare: "year" })).toEqual({
      compare: "year",
    });
    expect(readView({ period: "custom", from: "2026-03-02", to: "2026-03-01" })).toEqual({});
    expect(readView({ period: "next_week", tz: "Mars/Olympus", compare: 3 })).toEqual({});
    expect(readView({ segment: "0197-a", period: "nonsense" })).toEqual({ segment: "0197-a" });
    expect(readView({ segment: "a\u0000b", tz: 3 })).toEqual({});
    expect(readView({ period: "7d", tz: "Europe/Berlin" })).toEqual({ period: "7d", tz: "Europe/Berlin" });
  });

  it("every preset begins no later than it ends, on any day", () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets), fc.integer({ min: 0, max: 20_000 }), (preset, offset) => {
        const { from, to } = daysOf(preset, addDays("2000-01-01", offset));
        expect(isDay(from) && isDay(to) && from <= to).toBe(true);
      }),
    );
  });
});
