import { afterAll, beforeAll, expect, it } from "vitest";
import type { ImportItem } from "../../../contracts/collect/imports.ts";
import { events } from "../../log/events/events.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";

// What imports ask of a server's stores: the queue of jobs, rows in parts, nothing twice. The rest is tested on embedded ones.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

it("a file is brought in by a queued job, once, however often it is given", async () => {
  const rows = 3000;
  const lines = Array.from({ length: rows }, (_, row) => `p${row % 50},${1_700_000_000 + row}`);
  const bringIn = async (): Promise<ImportItem> => {
    const uploaded = await t.owner.inject({
      method: "POST",
      url: "/api/v1/imports?name=visits.csv",
      headers: { "content-type": "application/octet-stream" },
      payload: ["who,when", ...lines].join("\n"),
    });
    const { id } = uploaded.json<{ id: string }>();
    const mapping = {
      contact: { column: "who", kind: "userId" as const },
      event: { value: "Visited" },
      time: { column: "when", format: "epoch-seconds" as const, timezone: "UTC" },
    };
    await t.owner.request("POST /api/v1/imports/:id/start", { params: { id }, body: { mapping } });
    await expect
      .poll(async () => (await t.owner.request("GET /api/v1/imports/:id", { params: { id } })).status, {
        timeout: 20_000,
      })
      .toBe("done");
    return t.owner.request("GET /api/v1/imports/:id", { params: { id } });
  };
  for (let time = 0; time < 2; time += 1) {
    expect((await bringIn()).progress).toMatchObject({ rows, accepted: rows, rejected: 0 });
    await t.settled();
    const [held] = await t.system.analytics.ask<{ n: string; actors: string }>(
      sql`select count() as n, uniqExact(identifier_key) as actors from ${events}`,
      { tenant: wholeOf(t.workspace.id) },
    );
    expect(held).toEqual({ n: String(rows), actors: "50" });
  }
});
