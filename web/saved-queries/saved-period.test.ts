import { describe, expect, it } from "vitest";
import { presets } from "../view/period.ts";
import { periodOf, searchOf } from "./saved-period.ts";

const now = new Date("2026-06-17T12:00:00Z");
const days = { from: "2026-01-01", to: "2026-01-31" };

describe("the period of a saved query", () => {
  it.each(presets)("%s comes back as it was kept", (period) => {
    const kept = periodOf({ period }, days);
    expect(kept).toHaveProperty("last");
    expect(searchOf(kept, "UTC", now).period ?? "90d").toBe(period);
  });

  it("keeps days that were chosen by hand", () => {
    const kept = periodOf({ period: "custom", ...days }, days);
    expect(kept).toEqual(days);
    expect(searchOf(kept, "UTC", now)).toEqual({ period: "custom", ...days });
  });

  it("opens what has no preset as the days that it means today", () => {
    expect(searchOf({ last: 2, unit: "week" }, "UTC", now)).toMatchObject({ from: "2026-06-08", to: "2026-06-17" });
    expect(searchOf({ last: 2, unit: "month", complete: true }, "UTC", now)).toMatchObject({
      from: "2026-04-01",
      to: "2026-05-31",
    });
    expect(searchOf({ last: 3, unit: "quarter" }, "UTC", now)).toMatchObject({ from: "2025-10-01", to: "2026-06-17" });
    const instants = { from: "2026-06-01T22:00:00Z", to: "2026-06-10T22:00:00Z" };
    expect(searchOf(instants, "Europe/Berlin", now)).toMatchObject({ from: "2026-06-02", to: "2026-06-10" });
  });
});
