import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../../platform/analytics/sql.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

it("is not ready while nothing can be stored, though both stores answer, and ready again with the next that is", async () => {
  const { writeKey } = await t.freshWorkspace();
  const send = async () =>
    (
      await t.app.inject({
        ...{ method: "POST", url: "/v1/page", payload: { userId: "u" } },
        headers: { authorization: `Bearer ${writeKey}` },
      })
    ).statusCode;
  const ready = async () => {
    const answer = await t.app.inject({ method: "GET", url: "/health/ready" });
    return [answer.statusCode, answer.json().code];
  };
  expect([await send(), await ready()]).toEqual([200, [200, undefined]]);
  await t.system.analytics.command(sql`rename table events to events_away`);
  expect([await send(), await ready()]).toEqual([503, [503, "not_ready"]]);
  await t.system.analytics.command(sql`rename table events_away to events`);
  expect([await send(), await ready()]).toEqual([200, [200, undefined]]);
});
