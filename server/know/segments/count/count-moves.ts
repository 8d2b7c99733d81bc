import { sql as records } from "drizzle-orm";
import { wholeOf } from "../../../platform/analytics/analytics.ts";
import { joinSql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { rowsOf } from "../../../platform/db/many-rows.ts";
import { segmentCounts } from "../segments.tables.ts";
import { lastCounts } from "./last-counts.ts";

export type CountRow = typeof segmentCounts.$inferInsert;

const ROWS = 1000;

/**
 * How many came into segments and went out of them in each hour since they were last counted, out of the moves that were
 * noted: counted twice, it is the same. `all` begins with nobody and reads every move, so that nothing can add up to a wrong
 * size; `recent` goes on from the size before the last hour, however many people are in it.
 */
export async function countMoves(
  ctx: Context,
  segments: readonly string[],
  which: "all" | "recent",
): Promise<CountRow[]> {
  if (segments.length === 0) return [];
  const workspace = ctx.workspace.id;
  const counted = await lastCounts(ctx, segments);
  const parts = segments.map((id) => {
    const since = counted.get(id)?.hour;
    const behind = which === "recent" && since ? sql`and at >= ${since}` : sql``;
    return sql`select segment, person, n, any(cause) as cause, any(at) as moved,
        if(moved < ${since ?? new Date(0)}, 0, toUnixTimestamp(toStartOfHour(moved))) as hour
      from segment_moves where segment = ${typed.uuid(id)} ${behind} group by segment, person, n`;
  });
  const rows = await ctx.analytics.ask<Record<Column, string> & { segment: string; hour: number }>(
    sql`select toString(segment) as segment, hour,
          countIf(n % 2 = 1) as ins, countIf(n > 0 and n % 2 = 0) as outs,
          countIf(n % 2 = 1 and cause != 'definition') as entered, countIf(n > 0 and n % 2 = 0 and cause != 'definition') as gone,
          countIf(n % 2 = 1 and cause = 'news') as entered_news, countIf(n > 0 and n % 2 = 0 and cause = 'news') as gone_news,
          countIf(n > 0 and cause = 'definition') as redefined
        from (${joinSql(parts, " union all ")})
        group by segment, hour order by segment, hour`,
    { tenant: wholeOf(workspace), upkeep: true },
  );
  const sizes = new Map<string, number>(
    which === "all" ? [] : [...counted].map(([id, { before }]): [string, number] => [id, before]),
  );
  return rows.flatMap((row): CountRow[] => {
    const size = (sizes.get(row.segment) ?? 0) + Number(row.ins) - Number(row.outs);
    sizes.set(row.segment, size);
    // Everything before, in one.
    if (row.hour === 0) return [];
    return [
      {
        workspace,
        segment: row.segment,
        hour: new Date(row.hour * 1000),
        size,
        entered: Number(row.entered),
        gone: Number(row.gone),
        enteredByNews: Number(row.entered_news),
        goneByNews: Number(row.gone_news),
        redefined: row.redefined !== "0",
      },
    ];
  });
}

type Column = "ins" | "outs" | "entered" | "gone" | "entered_news" | "gone_news" | "redefined";

/** Keeps what was counted, over what was kept of the same hours. */
export async function keepCounts(db: Database, counts: readonly CountRow[]): Promise<void> {
  for (let from = 0; from < counts.length; from += ROWS)
    await db
      .insert(segmentCounts)
      .select(rowsOf(segmentCounts, counts.slice(from, from + ROWS)))
      .onConflictDoUpdate({
        target: [segmentCounts.workspace, segmentCounts.segment, segmentCounts.hour],
        set: {
          size: records`excluded.size`,
          entered: records`excluded.entered`,
          gone: records`excluded.gone`,
          enteredByNews: records`excluded.entered_by_news`,
          goneByNews: records`excluded.gone_by_news`,
          redefined: records`excluded.redefined`,
        },
      });
}
