import type { Segment, SegmentFields } from "../../../contracts/know/segments.ts";
import type { Sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { namedRecords, namedView } from "../../platform/db/named-records.ts";
import { personsMeeting, usesOfCondition } from "./people-lists.ts";
import { segments } from "./segments.tables.ts";

export const records = namedRecords<typeof segments, SegmentFields>(segments, {
  kind: "segment",
  nouns: "segments",
  most: 100,
  usesOf: ({ condition }) => usesOfCondition(condition),
});

/** Segments of the workspace by name. */
export async function listSegments(ctx: Context): Promise<Segment[]> {
  return (await records.list(ctx)).map(toSegment);
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
