import type { EventRow } from "../../log/events/events.ts";
import type { Analytics } from "../../platform/analytics/analytics.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import { behind } from "./behind.ts";

/** Bytes of JSON read at once, about; a single row may be larger. */
export const PART_BYTES = 12 * 1024 * 1024;
/** What a row takes beside its long texts. */
const ROW_BYTES = 500;
const MOST_ROWS = 20_000;
const SECONDS = 600;

export interface EventPart {
  month: number;
  part: number;
  rows: EventRow[];
}

type Place = Pick<EventRow, "workspace" | "event" | "day" | "message_key">;

/**
 * Every event once, month by month in the order of the table, so that reading on from a place is a jump and not a search.
 * Of repeats not folded yet, the one is given that a query would see.
 */
export async function* readEvents(analytics: Analytics): AsyncGenerator<EventPart, void, undefined> {
  const months = await analytics.ask<{ month: number }>(
    sql`select distinct toYYYYMM(day) as month from events order by month`,
    { tenant: null },
  );
  for (const { month } of months) {
    let place: Place | undefined;
    for (let part = 1; ; part += 1) {
      const next = sql`from events where toYYYYMM(day) = ${month} ${place ? sql`and ${behind(placeOf(place))}` : sql``}
            order by workspace, event, day, message_key, arrival desc
            limit 1 by workspace, event, day, message_key`;
      const limit = await rowsThatFit(analytics, next);
      const rows: EventRow[] = await analytics.ask<EventRow>(sql`select * ${next} limit ${limit}`, {
        tenant: null,
        seconds: SECONDS,
      });
      place = rows.at(-1);
      if (!place) break;
      yield { month, part, rows };
    }
  }
}

function placeOf({ workspace, event, day, message_key: key }: Place): Parameters<typeof behind>[0] {
  return [
    [sql`workspace`, typed.uuid(workspace)],
    [sql`event`, event],
    [sql`day`, typed.date(day)],
    [sql`message_key`, typed.uint64(BigInt(key))],
  ];
}

/** How many of the next rows fit into a part; one at least. */
async function rowsThatFit(analytics: Analytics, next: Sql): Promise<number> {
  const [row] = await analytics.ask<{ fit: string }>(
    sql`select countIf(running <= ${PART_BYTES}) as fit from (
          select sum(bytes) over (order by workspace, event, day, message_key rows unbounded preceding) as running from (
            select workspace, event, day, message_key,
              length(properties) + length(context) + length(feedback_text) + ${ROW_BYTES} as bytes
            ${next} limit ${MOST_ROWS}))`,
    { tenant: null, seconds: SECONDS },
  );
  return Math.max(1, Number(row?.fit ?? 0));
}
