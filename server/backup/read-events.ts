import type { EventRow } from "../events/events.ts";
import type { Analytics } from "../platform/analytics/analytics.ts";
import { type Sql, sql, typed } from "../platform/analytics/sql.ts";

/** Bytes of JSON read at once; rows are counted so that wide ones come in smaller parts. */
const PART_BYTES = 12 * 1024 * 1024;
const FIRST_ROWS = 2000;
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
 * Of repeats not folded yet, the one is given that a question would see.
 */
export async function* readEvents(analytics: Analytics): AsyncGenerator<EventPart, void, undefined> {
  const months = await analytics.ask<{ month: number }>(
    sql`select distinct toYYYYMM(day) as month from events order by month`,
    { tenant: null },
  );
  let limit = FIRST_ROWS;
  for (const { month } of months) {
    let place: Place | undefined;
    for (let part = 1; ; part += 1) {
      const rows: EventRow[] = await analytics.ask<EventRow>(
        sql`select * from events where toYYYYMM(day) = ${month} ${place ? sql`and ${behind(place)}` : sql``}
            order by workspace, event, day, message_key, arrival desc
            limit 1 by workspace, event, day, message_key limit ${limit}`,
        { tenant: null, seconds: SECONDS },
      );
      place = rows.at(-1);
      if (!place) break;
      yield { month, part, rows };
      limit = rowsFor(rows);
    }
  }
}

/** Spelled out rather than as a comparison of tuples, which the primary index does not serve. */
function behind({ workspace, event, day, message_key: key }: Place): Sql {
  const at = typed.uuid(workspace);
  const on = typed.date(day);
  return sql`(workspace > ${at} or (workspace = ${at} and (event > ${event} or (event = ${event} and (
    day > ${on} or (day = ${on} and message_key > ${typed.uint64(BigInt(key))}))))))`;
}

function rowsFor(rows: readonly EventRow[]): number {
  const sample = rows.slice(0, 200);
  const bytes = sample.reduce(
    (sum, row) => sum + row.properties.length + row.context.length + row.feedback_text.length + 500,
    0,
  );
  return Math.max(100, Math.min(MOST_ROWS, Math.floor((PART_BYTES * sample.length) / bytes)));
}
