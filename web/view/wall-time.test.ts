import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantAt, wallTime } from "./wall-time.ts";

const told = (wall: string, zone: string) => instantAt(wall, zone)?.toISOString();

describe("a time on the wall", () => {
  it.each([
    ["2026-06-01T10:00", "Europe/Berlin", "2026-06-01T08:00:00.000Z"],
    ["2026-01-01T10:00", "Europe/Berlin", "2026-01-01T09:00:00.000Z"],
    ["2026-06-01T00:15", "Pacific/Kiritimati", "2026-05-31T10:15:00.000Z"],
    ["2026-06-01T10:00", "Asia/Kathmandu", "2026-06-01T04:15:00.000Z"],
    // Shown twice: the earlier. Left out: as if the clock had not been changed yet.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ])("%s in %s", (wall, zone, instant) => {
    expect(told(wall, zone)).toBe(instant);
  });

  it("is none where nothing was typed", () => {
    expect(instantAt("", "UTC")).toBeNull();
    expect(instantAt("2026-13-01T00:00", "UTC")).toBeNull();
  });

  it("comes back as it was shown, in every zone", () => {
    const zones = fc.constantFrom("UTC", "America/St_Johns", "Australia/Lord_Howe", "Europe/Berlin", "Asia/Tehran");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), zones, (time, zone) => {
        const wall = wallTime(new Date(time), zone);
        expect(wallTime(instantAt(wall, zone) ?? new Date(0), zone)).toBe(wall);
      }),
    );
  });
});
