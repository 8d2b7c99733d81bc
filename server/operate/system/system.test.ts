import { afterAll, beforeAll, expect, it } from "vitest";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

it("is not ready while nothing can be stored, though both stores answer, and ready again with the next that is", async () => {
  const { workspace, writeKey } = await t.freshWorkspace();
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
  // The first lies on the disk; once it is known that it goes no further, nothing more is taken.
  expect([await send(), await ready()]).toEqual([200, [503, "not_ready"]]);
  expect([await send(), await ready()]).toEqual([503, [503, "not_ready"]]);
  await t.system.analytics.command(sql`rename table events_away to events`);
  expect([await send(), await ready()]).toEqual([200, [200, undefined]]);
  const stored = sql`select count() as n from events`;
  expect(await t.system.analytics.ask(stored, { tenant: wholeOf(workspace.id) })).toEqual([{ n: "3" }]);
});
