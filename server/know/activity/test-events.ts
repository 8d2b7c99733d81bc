import { DAY } from "../../../contracts/words/durations.ts";
import { testEvents } from "../../log/events/events.ts";
import type { Analytics } from "../../platform/analytics/analytics.ts";
import { deleteRows } from "../../platform/analytics/ddl.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { Context, System } from "../../platform/context.ts";
import type { Job } from "../../platform/queue/job.ts";

/** How long what was sent as a test is kept. */
const KEPT = 30 * DAY;

interface TestEvents {
  count: number;
  oldest: string | null;
  newest: string | null;
}

/** How much the workspace has of what was sent as a test, and from when to when it came. */
export async function countTestEvents(ctx: Context): Promise<TestEvents> {
  const [row] = await ctx.analytics.ask<{ count: string; oldest: string; newest: string }>(
    sql`select count() as count, toUnixTimestamp64Milli(min(received_at)) as oldest,
          toUnixTimestamp64Milli(max(received_at)) as newest from ${testEvents}`,
    { tenant: ctx },
  );
  const count = Number(row?.count ?? 0);
  const instantOf = (milliseconds: string) => new Date(Number(milliseconds)).toISOString();
  return row && count > 0
    ? { count, oldest: instantOf(row.oldest), newest: instantOf(row.newest) }
    : { count, oldest: null, newest: null };
}

/** Deletes what was sent as a test so far; resolved means it is gone. */
export async function deleteTestEvents(ctx: Context): Promise<{ deleted: number }> {
  const { id, name } = ctx.workspace;
  await ctx.trail.begin({ kind: "workspace", id, name });
  const { count } = await countTestEvents(ctx);
  if (count > 0) await remove(ctx.analytics, sql`workspace = ${typed.uuid(id)}`);
  return { deleted: count };
}

/** Once a day, what is older than it is kept goes. */
export function forgetTestEventsJob({ analytics, now }: System): Job {
  return {
    name: "forget-test-events",
    every: DAY / 1000,
    run: async () => {
      const old = sql`received_at < ${new Date(now().getTime() - KEPT)}`;
      const [one] = await analytics.ask(sql`select 1 from test_events where ${old} limit 1`, { tenant: null });
      if (one) await remove(analytics, old);
    },
  };
}

async function remove(analytics: Analytics, which: Sql): Promise<void> {
  await analytics.command(sql`${deleteRows(analytics, "test_events", which)} settings mutations_sync = 2`);
}
