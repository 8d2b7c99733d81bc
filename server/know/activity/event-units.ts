import { drawnKeys } from "../../access/access.ts";
import { events } from "../../log/events/events.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { happenedLately } from "./happened-lately.ts";

const MOST = 1000;

/** The units that events name lately, the most frequent first, and whether somebody has drawn them. */
export async function listEventUnits(ctx: Context, signal?: AbortSignal) {
  const lately = happenedLately(ctx);
  const rows = await ctx.analytics.ask<{ key: string; n: string; last: string }>(
    sql`select unit as key, count() as n, toUnixTimestamp64Milli(max(timestamp)) as last from ${events} where ${lately}
        group by unit order by n desc, key limit ${MOST + 1}`,
    { tenant: ctx, signal },
  );
  const named = rows.filter(({ key }) => key !== "").slice(0, MOST);
  const drawn = await drawnKeys(
    ctx,
    named.map(({ key }) => key),
  );
  return {
    items: named.map(({ key, n, last }) => ({
      key,
      events: Number(n),
      lastAt: new Date(Number(last)).toISOString(),
      drawn: drawn.has(key),
    })),
    without: Number(rows.find(({ key }) => key === "")?.n ?? 0),
  };
}
