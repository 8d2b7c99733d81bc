import { afterAll, beforeAll, expect, it } from "vitest";
import { problem } from "../../../contracts/problem.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { laboriousMetrics, openBroadWorkspace, broadPeriod as period } from "../../testing/broad-events.ts";
import { track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ config: { queryMemoryBytes: 50_000_000 } });
});
afterAll(() => t.close());

it("a query over its memory says what to change, while events are taken in and counted right after", async () => {
  const stored = 20_000;
  const { owner, writeKey } = await openBroadWorkspace(t, stored, 1500);
  const ask = (metric: string, breakdowns: string[]) =>
    owner.inject({
      method: "POST",
      url: "/api/v1/query",
      payload: { metrics: [{ metric }], breakdowns, period },
    });
  const send = (index: number) =>
    t.app.inject({
      method: "POST",
      url: "/v1/track",
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
      payload: track(`p${index}`, "Bought", "2026-06-10T10:00:00.000Z"),
    });
  const [refused, taken] = await Promise.all([
    Promise.all(Array.from({ length: 4 }, () => ask("people", ["properties.note"]))),
    Promise.all(Array.from({ length: 20 }, (_, index) => send(index))),
  ]);
  for (const answer of refused) {
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(problem.parse(answer.json())).toMatchObject({
      status: 422,
      code: "query_too_large",
      detail:
        "The query needs more memory than it may use. Ask for a shorter period, fewer breakdowns or a narrower filter.",
    });
  }
  expect(taken.map((answer) => answer.statusCode)).toEqual(taken.map(() => 200));
  const counted = (await ask("volume", [])).json();
  expect(counted.metrics[0].rows[0].result.value).toBe(stored + taken.length);
});

it("a query of more parts than the engine takes says what to change", async () => {
  const { owner } = await t.freshWorkspace();
  const body = { metrics: laboriousMetrics(10, 90), period };
  await expect(owner.request("POST /api/v1/query", { body })).rejects.toMatchObject({
    problem: { status: 422, code: "query_too_long", detail: expect.stringContaining("Ask for fewer metrics") },
  });
});
