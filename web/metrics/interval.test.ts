import { expect, it } from "vitest";
import { intervalFor } from "./interval.ts";

it.each([
  [{ from: "2026-01-01", to: "2026-01-07" }, undefined, "day"],
  [{ from: "2026-01-01", to: "2026-01-07" }, "month", "day"],
  [{ from: "2026-01-01", to: "2026-03-31" }, undefined, "week"],
  [{ from: "2026-01-01", to: "2026-03-31" }, "day", "day"],
  [{ from: "2026-01-01", to: "2026-03-31" }, "month", "month"],
  [{ from: "2026-01-01", to: "2026-02-28" }, "month", "week"],
  [{ from: "2025-01-01", to: "2025-12-31" }, "day", "week"],
  [{ from: "2025-01-01", to: "2025-12-31" }, "month", "month"],
  [{ from: "2023-01-01", to: "2025-12-31" }, undefined, "month"],
] as const)("%o wanting %s is drawn by %s", (days, wanted, drawn) => {
  expect(intervalFor(days, wanted)).toBe(drawn);
});
