import { and, desc, eq, gt, gte, ilike, isNotNull, isNull, lt, notInArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Annotation, AnnotationFilters } from "../../../contracts/understand/annotations.ts";
import { EVERYWHERE } from "../../../contracts/words/annotations.ts";
import type { Context } from "../../platform/context.ts";
import { namedView } from "../../platform/db/named-records.ts";
import { readCursor, writeCursor } from "../../platform/http/list-cursor.ts";
import { notFound } from "../../platform/http/problem.ts";
import { annotations } from "./annotations.tables.ts";
import { records } from "./edit-annotation.ts";
import { sayCause } from "./say-cause.ts";

const place = z.tuple([z.int().min(-8.64e15).max(8.64e15), z.string().max(64)]);

/** A page of annotations, newest first. */
export async function listAnnotations(
  ctx: Context,
  { cursor, limit, ...filters }: AnnotationFilters & { cursor?: string | undefined; limit: number },
): Promise<{ items: Annotation[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : readCursor(place, cursor);
  const { happenedAt, id } = annotations;
  const rows = await ctx.db
    .select()
    .from(annotations)
    .where(
      and(
        eq(annotations.workspace, ctx.workspace.id),
        matching(filters),
        seenBy(ctx),
        after === null ? undefined : sql`(${happenedAt}, ${id}) < (${new Date(after[0])}, ${after[1]})`,
      ),
    )
    .orderBy(desc(happenedAt), desc(id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toAnnotation),
    nextCursor: last ? writeCursor([last.happenedAt.getTime(), last.id]) : null,
  };
}

function matching({ from, to, kind, place: where, writtenBy, search }: AnnotationFilters) {
  const { happenedAt, endedAt, touchpointId, reason } = annotations;
  // Of all that has no end, only a silence goes on.
  const goesOn = and(eq(reason, "source_silent"), isNull(endedAt));
  const start = from === undefined ? undefined : new Date(from);
  const pattern = `%${(search ?? "").trim().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    start && or(gte(happenedAt, start), gt(endedAt, start), goesOn),
    to === undefined ? undefined : lt(happenedAt, new Date(to)),
    kind === undefined ? undefined : eq(annotations.kind, kind),
    where === undefined ? undefined : where === EVERYWHERE ? isNull(touchpointId) : eq(touchpointId, where),
    writtenBy === undefined ? undefined : writtenBy === "program" ? isNotNull(reason) : isNull(reason),
    pattern === "%%" ? undefined : or(ilike(annotations.name, pattern), ilike(annotations.description, pattern)),
  );
}

/** What the program counted over the whole workspace says something of units that are not seen. */
const OF_THE_WHOLE = ["import", "source_silent"] as const;

function seenBy({ scope }: Context) {
  const { reason } = annotations;
  return scope === null ? undefined : or(isNull(reason), notInArray(reason, [...OF_THE_WHOLE]));
}

/** @throws 404 */
export async function getAnnotation(ctx: Context, id: string): Promise<Annotation> {
  const row = await records.get(ctx, id);
  if (ctx.scope !== null && OF_THE_WHOLE.some((reason) => reason === row.reason)) throw notFound();
  return toAnnotation(row);
}

function toAnnotation(row: typeof annotations.$inferSelect): Annotation {
  const { kind, happenedAt, endedAt, touchpointId, link, writtenBy, cause } = row;
  return {
    ...namedView(row),
    ...(cause ? { name: sayCause(cause) } : {}),
    ...{ kind, touchpointId, link, writtenBy, cause },
    happenedAt: happenedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
