import { afterAll, beforeAll, expect, it } from "vitest";
import { type Analytics, wholeOf } from "../../platform/analytics/analytics.ts";
import { migrateEvents } from "../../platform/analytics/migrate.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { openTestAnalytics } from "../../testing/stores.ts";
import { events, eventsMigration, mergePartitions } from "./events.ts";

const workspace = "0198f5d0-0000-7000-8000-000000000001";
let analytics: Analytics;

beforeAll(async () => {
  analytics = await openTestAnalytics();
  await migrateEvents(analytics, [eventsMigration]);
});

afterAll(() => analytics.close());

async function parts(): Promise<Record<string, number>> {
  const rows = await analytics.ask<{ partition_id: string; n: string }>(
    sql`select partition_id, count() as n from system.parts
        where database = ${analytics.database} and table = 'events' and active group by partition_id`,
    { tenant: null },
  );
  return Object.fromEntries(rows.map(({ partition_id, n }) => [partition_id, Number(n)]));
}

async function count(): Promise<number> {
  const [row] = await analytics.ask<{ n: string }>(sql`select count() as n from ${events}`, {
    tenant: wholeOf(workspace),
  });
  return Number(row?.n);
}

it("makes one part of each quiet month and leaves the others", async () => {
  const row = (day: string, key: number) => ({ workspace, event: "Visited", day, message_key: String(key) });
  for (let arrival = 0; arrival < 3; arrival += 1)
    await analytics.insert("events", [
      row("2025-01-31", 1),
      row("2025-01-31", 2 + arrival),
      row("2025-02-01", arrival),
    ]);
  const going = new AbortController().signal;
  await mergePartitions(analytics, going);
  expect(await parts()).toEqual({ "202501": 3, "202502": 3 });
  expect(await count()).toBe(7);

  await mergePartitions(analytics, going, 0);
  expect(await parts()).toEqual({ "202501": 1, "202502": 1 });
  expect(await count()).toBe(7);
});
