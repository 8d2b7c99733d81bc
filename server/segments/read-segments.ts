import { and, asc, eq } from "drizzle-orm";
import type { Segment } from "../../contracts/segments.ts";
import type { Context } from "../platform/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { segments } from "./segments.tables.ts";

/** Segments of the workspace by name. */
export async function listSegments(ctx: Context): Promise<Segment[]> {
  const rows = await ctx.db
    .select()
    .from(segments)
    .where(eq(segments.workspace, ctx.workspace.id))
    .orderBy(asc(segments.nameKey));
  return rows.map(toSegment);
}

/** @throws 404 */
export async function getSegment(ctx: Context, id: string): Promise<Segment> {
  const [row] = isSegmentId(id) ? await ctx.db.select().from(segments).where(ofSegment(ctx, id)) : [];
  if (!row) throw notFound();
  return toSegment(row);
}

export function ofSegment(ctx: Context, id: string) {
  return and(eq(segments.workspace, ctx.workspace.id), eq(segments.id, id));
}

/** Whether a text can be the id of a record at all: what cannot is not there, and the store need not be asked. */
export function isSegmentId(text: string): boolean {
  return /^[0-9a-f-]{36}$/i.test(text);
}

function toSegment({ id, name, description, condition, revision, createdAt, updatedAt }: typeof segments.$inferSelect) {
  return {
    ...{ id, name, description, condition, revision },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
