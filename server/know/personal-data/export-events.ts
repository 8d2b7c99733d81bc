import { type EventRow, events } from "../../log/events/events.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import type { ExportedKind } from "./export-personal-data.ts";
import { keyList } from "./hide.ts";

/** Of events, and of answers, in an export; who has more gets the latest, and is told. */
const MOST = 50_000;
const ROWS_AT_ONCE = 2000;

type Opened = Pick<ExportedKind, "count" | "rows">;

/** What people did and said, newest first, as it is at the time of asking. */
export async function openEventsOf(
  ctx: Context,
  keys: readonly string[],
): Promise<{ events: Opened; feedback: Opened; leftOut: number }> {
  const theirs = sql`identifier_key in ${keyList(keys)}`;
  const [count] = await ctx.analytics.ask<{ events: string; feedback: string; last: string }>(
    sql`select countIf(feedback_type = '') as events, countIf(feedback_type != '') as feedback, max(arrival) as last
        from ${events} where ${theirs}`,
    askedFor(ctx),
  );
  const until = sql`${theirs} and arrival <= ${typed.uint64(BigInt(count?.last ?? 0))}`;
  const open = (which: Sql, all: number): Opened => ({
    count: Math.min(all, MOST),
    rows: () => readEvents(ctx, sql`${until} and ${which}`),
  });
  const [all, answers] = [Number(count?.events ?? 0), Number(count?.feedback ?? 0)];
  return {
    events: open(sql`feedback_type = ''`, all),
    feedback: open(sql`feedback_type != ''`, answers),
    leftOut: Math.max(0, all - MOST) + Math.max(0, answers - MOST),
  };
}

const askedFor = (ctx: Context) => ({ tenant: ctx, sees: "unused", upkeep: true, seconds: 300 }) as const;

async function* readEvents(ctx: Context, which: Sql): AsyncGenerator<object> {
  for (let read = 0, place = sql`1`; read < MOST; ) {
    const most = Math.min(ROWS_AT_ONCE, MOST - read);
    const rows = await ctx.analytics.ask<EventRow>(
      sql`select event, type, timestamp, received_at, message_id, user_id, anonymous_id, group_id, source, channel, touchpoint, language,
            properties, context, feedback_type, feedback_question, feedback_submission, feedback_score, feedback_text,
            arrival, message_key
          from ${events} where ${which} and ${place}
          order by timestamp desc, arrival desc, message_key desc limit ${most}`,
      askedFor(ctx),
    );
    for (const { arrival: _, message_key: __, ...row } of rows)
      yield {
        ...row,
        properties: JSON.parse(row.properties) as unknown,
        context: JSON.parse(row.context) as unknown,
      };
    read += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < most) return;
    const [arrival, key] = [typed.uint64(BigInt(last.arrival)), typed.uint64(BigInt(last.message_key))];
    place = sql`(timestamp, arrival, message_key) < (toDateTime64(${last.timestamp}, 3, 'UTC'), ${arrival}, ${key})`;
  }
}
