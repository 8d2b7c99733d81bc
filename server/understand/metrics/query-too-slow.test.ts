import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { laboriousMetrics, openBroadWorkspace, broadPeriod as period } from "../../testing/broad-events.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ config: { querySeconds: 1 } });
});
afterAll(() => t.close());

it("a query over its time says what to change, and the next one is answered", async () => {
  const events = 80_000;
  const { owner } = await openBroadWorkspace(t, events, 20);
  const slow = {
    status: 422,
    code: "query_too_slow",
    detail:
      "The query took longer than it may (1 s). Ask for a shorter period, fewer steps or breakdowns, or a narrower filter.",
  };
  const metrics = laboriousMetrics(3, 90);
  await expect(owner.request("POST /api/v1/query", { body: { metrics, period } })).rejects.toMatchObject({
    problem: slow,
  });
  const { metrics: counted } = await owner.request("POST /api/v1/query", {
    body: { metrics: [{ metric: "volume" }], period },
  });
  expect(counted[0]?.rows[0]?.result.value).toBe(events);
});
