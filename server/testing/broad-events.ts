import { sql } from "../platform/analytics/sql.ts";
import type { TestApp } from "./app.ts";

/** The days in which these events happened. */
export const broadPeriod = { from: "2026-06-01", to: "2026-06-16" };

/** A workspace of many events whose `note` is a text of its own, so long. Made in the engine: it is the reading that is tested. */
export async function openBroadWorkspace(t: TestApp, events: number, textLength: number) {
  const fresh = await t.freshWorkspace();
  await t.system.analytics.command(sql`
    insert into events (workspace, event, day, message_key, type, timestamp, received_at, arrival, identifier_key, properties, context)
    select ${fresh.workspace.id}, 'Viewed', '2026-06-02', number, 'track',
      toDateTime64('2026-06-02 00:00:00', 3, 'UTC') + number as at, at, number + 1, 1 + number % 500,
      concat('{"note":"', repeat('x', ${textLength}), toString(number), '"}'), '{}'
    from numbers(${events})`);
  return fresh;
}

/** Metrics over conditions that hold for no event: each part is one more look at all of them. */
export function laboriousMetrics(metrics: number, parts: number) {
  return Array.from({ length: metrics }, (_, metric) => ({
    metric: "people",
    where: {
      any: Array.from({ length: parts }, (_, part) => ({
        field: `properties.none${metric}of${part}`,
        op: "contains" as const,
        value: "z",
      })),
    },
  }));
}
