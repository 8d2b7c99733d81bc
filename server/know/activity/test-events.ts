import { testEvents } from "../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../platform/analytics/analytics.ts";
import { deleteRows } from "../../platform/analytics/ddl.ts";
import { removeRows } from "../../platform/analytics/remove-rows.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import type { Expiring, Old } from "../../platform/personal-data/expiring.ts";

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

/** They are nobody's, whoever they name: also those that name somebody who is held. */
export const testEventsExpiring: Expiring = {
  kind: "test_events",
  async count({ analytics }, old) {
    const asked = { tenant: wholeOf(old.workspace), sees: "everything", upkeep: true } as const;
    const [row] = await analytics.ask<{ n: string }>(
      sql`select count() as n from ${testEvents} where ${isOld(old)}`,
      asked,
    );
    return { count: Number(row?.n ?? 0), people: null };
  },
  remove: ({ analytics }, old, step) =>
    removeRows(analytics, "test_events", sql`workspace = ${typed.uuid(old.workspace)} and ${isOld(old)}`, step),
};

function isOld({ before }: Old): Sql {
  return sql`received_at < ${before}`;
}

async function remove(analytics: Analytics, which: Sql): Promise<void> {
  await analytics.command(sql`${deleteRows(analytics, "test_events", which)} settings mutations_sync = 2`);
}
