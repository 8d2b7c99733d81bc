import { and, count, eq, ne } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { SegmentFields } from "../../contracts/segments.ts";
import type { Context } from "../platform/context.ts";
import { conflict, notFound, stale } from "../platform/http/problem.ts";
import { checkPersonCondition } from "./check-person-condition.ts";
import { isSegmentId, ofSegment } from "./read-segments.ts";
import { segments } from "./segments.tables.ts";

const MAX_SEGMENTS = 100;

/** Says what uses a segment by its id, in words: given by whoever keeps such uses. */
export type SegmentUses = (ctx: Context, id: string) => Promise<string[]>;

/** @throws 409 for a name that is taken or when there are too many, 400 for a condition that is not about persons */
export async function createSegment(ctx: Context, fields: SegmentFields): Promise<string> {
  checkPersonCondition(fields.condition);
  const workspace = ctx.workspace.id;
  const [existing] = await ctx.db.select({ all: count() }).from(segments).where(eq(segments.workspace, workspace));
  if ((existing?.all ?? 0) >= MAX_SEGMENTS)
    throw conflict("too_many_segments", `A workspace holds ${MAX_SEGMENTS} segments; delete one that is not used.`);
  const id = uuidv7();
  const now = ctx.now();
  const [created] = await ctx.db
    .insert(segments)
    .values({ workspace, id, ...columns(fields), revision: 1, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: [segments.workspace, segments.nameKey] })
    .returning({ id: segments.id });
  if (!created) throw nameTaken(fields.name);
  return id;
}

/** @throws 412 when it has changed since `seen`, 409 for a name that is taken */
export async function updateSegment(
  ctx: Context,
  id: string,
  fields: SegmentFields,
  seen: number | undefined,
): Promise<void> {
  checkPersonCondition(fields.condition);
  if (!isSegmentId(id)) throw notFound();
  await ctx.db.transaction(async (db) => {
    const [row] = await db
      .select({ revision: segments.revision })
      .from(segments)
      .where(ofSegment(ctx, id))
      .for("update");
    if (!row) throw notFound();
    if (seen !== undefined && seen !== row.revision) throw stale();
    const changed = columns(fields);
    const [other] = await db
      .select({ id: segments.id })
      .from(segments)
      .where(and(eq(segments.workspace, ctx.workspace.id), eq(segments.nameKey, changed.nameKey), ne(segments.id, id)));
    if (other) throw nameTaken(fields.name);
    await db
      .update(segments)
      .set({ ...changed, revision: row.revision + 1, updatedAt: ctx.now() })
      .where(ofSegment(ctx, id));
  });
}

/** @throws 409 naming what uses it */
export async function deleteSegment(ctx: Context, id: string, usesOf: SegmentUses): Promise<void> {
  if (!isSegmentId(id)) throw notFound();
  const [row] = await ctx.db.select({ id: segments.id }).from(segments).where(ofSegment(ctx, id));
  if (!row) throw notFound();
  const uses = await usesOf(ctx, id);
  if (uses.length > 0) {
    const names = uses.slice(0, 10).map((use) => `"${use}"`);
    const more = uses.length > names.length ? ` and ${uses.length - names.length} more` : "";
    throw conflict("segment_in_use", `It is in the filter of ${names.join(", ")}${more}. Take it out there first.`);
  }
  await ctx.db.delete(segments).where(ofSegment(ctx, id));
}

function columns({ name, description, condition }: SegmentFields) {
  return { name, nameKey: name.normalize("NFKC").toLowerCase(), description, condition };
}

function nameTaken(name: string) {
  return conflict("name_taken", `There is a segment called "${name}" already; names differ in more than case.`);
}
