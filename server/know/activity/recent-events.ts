import type { EventItem } from "../../../contracts/log/events.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { type EventItemRow, eventItemColumns, events, testEvents, toEventItem } from "../../log/events/events.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { person } from "../contacts/contacts.ts";

/** A test is about nobody who is known. */
const NOBODY = sql`toUInt64(0)`;

/** How far back the tail looks at once, nearest first: a busy workspace is answered from its last hour. */
const STRETCHES_MS = [3_600_000, DAY, 30 * DAY, 400 * DAY];

/** A message is dated when it is taken and seen when its group is stored: so long that may last on a busy machine. */
const SETTLING_MS = 30_000;

/** The last events received, newest first, those sent as a test among them; nothing older than 400 days. */
export async function listRecentEvents(
  ctx: Context,
  { limit, after }: { limit: number; after?: string | undefined },
  signal?: AbortSignal,
): Promise<{ items: EventItem[]; asOf: string }> {
  const now = ctx.now();
  const earliest = after === undefined ? null : new Date(after);
  let rows: EventItemRow[] = [];
  for (const stretch of STRETCHES_MS) {
    const from = new Date(now.getTime() - stretch);
    const enough = earliest !== null && earliest >= from;
    const since = enough ? sql`received_at > ${earliest}` : sql`received_at >= ${from}`;
    const last = sql`where ${since} order by received_at desc, arrival desc limit ${limit}`;
    rows = await ctx.analytics.ask<EventItemRow>(
      sql`select * from (select ${eventItemColumns(person)} from ${events} ${last}
            union all select ${eventItemColumns(NOBODY, "test_events")} from ${testEvents} ${last})
          order by received_ms desc, arrival desc limit ${limit}`,
      { tenant: ctx, signal },
    );
    if (enough || rows.length === limit) break;
  }
  return { items: rows.map(toEventItem), asOf: new Date(now.getTime() - SETTLING_MS).toISOString() };
}
