import { setTimeout as wait } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MINUTE } from "../../../contracts/words/durations.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";

// PostgreSQL may end any connection at any time: at a restart, by an administrator, when a backend dies.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

it("connections that end at work cost their requests a retry, and nothing that was acknowledged", {
  timeout: 120_000,
}, async () => {
  const admin = drizzle(t.system.config.databaseUrl ?? "");
  let isOver = false;
  const ending = (async () => {
    for (; !isOver; await wait(200))
      await admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
  })();
  const statuses = new Set<number>();
  const acknowledged: string[] = [];
  const deadline = performance.now() + 100_000;
  const make = async (name: string) => {
    while (performance.now() < deadline) {
      const answer = await t.owner.inject({
        method: "POST",
        url: "/api/v1/annotations",
        headers: { "idempotency-key": name },
        payload: { name, happenedAt: "2026-06-10T10:00:00Z" },
      });
      statuses.add(answer.statusCode);
      if (answer.statusCode === 201) return acknowledged.push(name);
      // Whoever held the key lost the connection that would have given it back.
      if (answer.statusCode === 409) t.clock.advance(MINUTE + 1);
      if (answer.statusCode === 503) expect(answer.headers["retry-after"]).toBeTruthy();
    }
  };
  await Promise.all(
    Array.from({ length: 6 }, async (_, lane) => {
      for (let index = 0; index < 10; index += 1) await make(`note-${lane}-${index}`);
    }),
  );
  isOver = true;
  await ending;
  await admin.$client.end();
  expect([...statuses].filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
  const { items } = await t.owner.request("GET /api/v1/annotations", { query: { limit: 200 } });
  expect([...new Set(items.map(({ name }) => name))].sort()).toEqual(acknowledged.sort());
});
