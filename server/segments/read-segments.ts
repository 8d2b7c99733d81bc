import type { Segment, SegmentFields } from "../../contracts/segments.ts";
import type { Context } from "../platform/context.ts";
import { namedRecords, namedView } from "../platform/db/named-records.ts";
import { segments } from "./segments.tables.ts";

export const records = namedRecords<typeof segments, SegmentFields>(segments, {
  noun: "segment",
  nouns: "segments",
  most: 100,
});

/** Segments of the workspace by name. */
export async function listSegments(ctx: Context): Promise<Segment[]> {
  return (await records.list(ctx)).map(toSegment);
}

/** @throws 404 */
export async function getSegment(ctx: Context, id: string): Promise<Segment> {
  return toSegment(await records.get(ctx, id));
}

function toSegment(row: typeof segments.$inferSelect): Segment {
  return { ...namedView(row), condition: row.condition };
}
