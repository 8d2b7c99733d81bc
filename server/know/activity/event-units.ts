import { DAY } from "../../../contracts/words/durations.ts";
import { drawnKeys } from "../../access/access.ts";
import { events, happened } from "../../log/events/events.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";

const LOOK_BACK_DAYS = 90;
const MOST = 1000;

/** The units that events name lately, the most frequent first, and whether somebody has drawn them. */
export async function listEventUnits(ctx: Context, signal?: AbortSignal) {
  const now = ctx.now().getTime();
  const lately = happened(new Date(now - LOOK_BACK_DAYS * DAY), new Date(now + DAY));
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
