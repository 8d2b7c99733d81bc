import { expect, it } from "vitest";
import { halvesOf } from "./inside.ts";

const timezone = "UTC";

it("halves a period that is over, and of one that runs what is over of it", () => {
  const period = { from: "2026-06-01T00:00:00.000Z", to: "2026-06-05T00:00:00.000Z", timezone };
  expect(halvesOf({ period, asOf: "2026-06-17T12:00:00.000Z" })).toEqual({
    period: { from: "2026-06-03T00:00:00.000Z", to: "2026-06-05T00:00:00.000Z" },
    compare: { from: "2026-06-01T00:00:00.000Z", to: "2026-06-03T00:00:00.000Z" },
  });
  expect(halvesOf({ period, asOf: "2026-06-04T12:00:00.000Z" })).toEqual({
    period: { from: "2026-06-02T18:00:00.000Z", to: "2026-06-04T12:00:00.000Z" },
    compare: { from: "2026-06-01T00:00:00.000Z", to: "2026-06-02T18:00:00.000Z" },
  });
});
