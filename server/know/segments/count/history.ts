import { min, sql } from "drizzle-orm";
import type { SegmentHistory, SegmentHistoryQuery } from "../../../../contracts/know/segments.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { getSegment } from "../read-segments.ts";
import { segmentCounts } from "../segments.tables.ts";

const MOST_POINTS = 1000;
const SECONDS = { hour: 3600, day: 86_400, week: 7 * 86_400, month: 28 * 86_400 } as const;

interface PointRow {
  /** Seconds since 1970. */
  begins: string;
  size: number;
  entered: string;
  gone: string;
  entered_by_news: string;
  gone_by_news: string;
  redefined: boolean;
}

/**
 * How large a segment was, and how many came and went, in the days, weeks … of the workspace's zone. An hour belongs to
 * the day in which it begins. @throws 404, 400 for more points than are answered at once
 */
export async function segmentHistory(ctx: Context, id: string, asked: SegmentHistoryQuery): Promise<SegmentHistory> {
  const { interval } = asked;
  await getSegment(ctx, id);
  const workspace = ctx.workspace.id;
  const mine = sql`${segmentCounts.workspace} = ${workspace} and ${segmentCounts.segment} = ${id}`;
  const [first] = await ctx.db
    .select({ hour: min(segmentCounts.hour) })
    .from(segmentCounts)
    .where(mine);
  if (!first?.hour) return { interval, since: null, items: [] };
  const since = first.hour;
  const until = asked.to ? new Date(asked.to) : ctx.now();
  const from = new Date(Math.max(since.getTime(), asked.from ? Date.parse(asked.from) : 0));
  if ((until.getTime() - from.getTime()) / 1000 / SECONDS[interval] > MOST_POINTS)
    throw problem("too_many_points", { path: "interval", instant: from.toISOString(), most: MOST_POINTS, interval });
  const local = (instant: Date) => sql`(${instant.toISOString()}::timestamptz at time zone ${ctx.workspace.timezone})`;
  const step = sql`${`1 ${interval}`}::interval`;
  const rows = await rowsOf<PointRow>(
    ctx,
    sql`select extract(epoch from point.begins) as begins, last.size,
          coalesce(sum(counted.entered), 0) as entered, coalesce(sum(counted.gone), 0) as gone,
          coalesce(sum(counted.entered_by_news), 0) as entered_by_news, coalesce(sum(counted.gone_by_news), 0) as gone_by_news,
          coalesce(bool_or(counted.redefined), false) as redefined
        from (
          select start at time zone ${ctx.workspace.timezone} as begins, (start + ${step}) at time zone ${ctx.workspace.timezone} as until
          from generate_series(date_trunc(${interval}, ${local(from)}), ${local(until)}, ${step}) as start) as point
        join lateral (
          select size from ${segmentCounts} where ${mine} and hour < point.until order by hour desc limit 1) as last on true
        left join ${segmentCounts} as counted
          on counted.workspace = ${workspace} and counted.segment = ${id} and counted.hour >= point.begins and counted.hour < point.until
        group by point.begins, last.size order by point.begins`,
  );
  return {
    interval,
    since: since.toISOString(),
    items: rows.map((row) => ({
      at: new Date(Number(row.begins) * 1000).toISOString(),
      size: row.size,
      entered: Number(row.entered),
      gone: Number(row.gone),
      byNews: { entered: Number(row.entered_by_news), gone: Number(row.gone_by_news) },
      redefined: row.redefined,
    })),
  };
}

async function rowsOf<T>(ctx: Context, query: Parameters<Context["db"]["execute"]>[0]): Promise<T[]> {
  return ((await ctx.db.execute(query)) as unknown as { rows: T[] }).rows;
}
