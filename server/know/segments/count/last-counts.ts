import { inArray, sql } from "drizzle-orm";
import type { Context } from "../../../platform/context.ts";
import { segmentCounts, segments } from "../segments.tables.ts";

/** How many were in a segment when it was last counted, in which hour that was, and how many were in it before that hour. */
export interface LastCount {
  hour: Date;
  size: number;
  before: number;
}

/** The last counts of segments of the workspace, of some or all of them, by their ids; one that was never counted is not there. */
export async function lastCounts(ctx: Context, ids?: readonly string[]): Promise<Map<string, LastCount>> {
  if (ids?.length === 0) return new Map();
  const workspace = ctx.workspace.id;
  const wanted = ids ? sql`and ${inArray(segments.id, [...ids])}` : sql``;
  // Of each segment only its last row is read, however long it has been counted.
  const { rows } = (await ctx.db.execute(
    sql`select ${segments.id} as id, extract(epoch from last.hour) as hour, last.size, coalesce(last.before, 0) as before
        from ${segments}, lateral (
          select hour, size, lead(size) over (order by hour desc) as before
          from (
            select hour, size from ${segmentCounts}
            where ${segmentCounts.workspace} = ${workspace} and ${segmentCounts.segment} = ${segments.id}
            order by hour desc limit 2) as two
          order by hour desc limit 1) as last
        where ${segments.workspace} = ${workspace} ${wanted}`,
  )) as unknown as { rows: { id: string; hour: string; size: number; before: number }[] };
  return new Map(rows.map(({ id, hour, ...sizes }) => [id, { hour: new Date(Number(hour) * 1000), ...sizes }]));
}
