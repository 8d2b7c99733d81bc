import type { ListedSegment, Segment, SegmentFields } from "../../../contracts/know/segments.ts";
import type { Sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { namedRecords, namedView } from "../../platform/db/named-records.ts";
import { type LastCount, lastCounts } from "./count/last-counts.ts";
import { personsMeeting, usesOfCondition } from "./people-lists.ts";
import { segments } from "./segments.tables.ts";

export const records = namedRecords<typeof segments, SegmentFields>(segments, {
  kind: "segment",
  nouns: "segments",
  most: 100,
  usesOf: ({ condition }) => usesOfCondition(condition),
});

/** Segments of the workspace by name, with the sizes that the counter has of them. */
export async function listSegments(ctx: Context): Promise<ListedSegment[]> {
  // They were counted over the whole workspace.
  const counts = ctx.scope === null ? await lastCounts(ctx) : new Map<string, LastCount>();
  const rows = await records.list(ctx);
  return rows.map((row) => ({ ...toSegment(row), size: counts.get(row.id)?.size ?? null }));
}

/** @throws 404 */
export async function getSegment(ctx: Context, id: string): Promise<Segment> {
  return toSegment(await records.get(ctx, id));
}

/** The people of a segment as of `now`: a SELECT of their keys (`who`). @throws 404 */
export async function peopleOfSegment(ctx: Context, id: string, now: Date): Promise<Sql> {
  const { condition } = await getSegment(ctx, id);
  return personsMeeting(ctx, condition, now);
}

function toSegment(row: typeof segments.$inferSelect): Segment {
  return { ...namedView(row), condition: row.condition };
}
