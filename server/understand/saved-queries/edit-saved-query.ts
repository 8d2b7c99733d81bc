import { kindOf } from "../../../contracts/understand/any-query.ts";
import type { SavedQueryFields } from "../../../contracts/understand/saved-queries.ts";
import { holdSegments, unknownSegment } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { records, segmentsOfWritten } from "./read-saved-queries.ts";

/** Says which tiles show a saved query: given by whoever keeps them. */
export type SavedQueryUses = (ctx: Context, id: string, db: Database) => Promise<string[]>;

/** @throws 409 for a name that is taken or when there are too many, 400 for a segment that is not there */
export function createSavedQuery(ctx: Context, fields: SavedQueryFields): Promise<string> {
  return ctx.db.transaction(async (db) => {
    await requireSegments(ctx, db, fields);
    return records.create(ctx, { ...fields, kind: kindOf(fields.query) }, db);
  });
}

/** @throws 404, 412 when it has changed since `seen`, 409 for a name that is taken, 400 as in creating */
export async function updateSavedQuery(
  ctx: Context,
  id: string,
  fields: SavedQueryFields,
  seen: number | undefined,
): Promise<void> {
  await records.get(ctx, id);
  await ctx.db.transaction(async (db) => {
    await requireSegments(ctx, db, fields);
    await records.update(ctx, id, { ...fields, kind: kindOf(fields.query) }, seen, db);
  });
}

/** @throws 409 naming the tiles that show it */
export function deleteSavedQuery(ctx: Context, id: string, usesOf: SavedQueryUses): Promise<void> {
  return records.remove(ctx, id, (db) => usesOf(ctx, id, db), "It is on the Overview as");
}

async function requireSegments(ctx: Context, db: Database, { query }: SavedQueryFields): Promise<void> {
  const asked = segmentsOfWritten(query);
  const known = await holdSegments(ctx, db, asked);
  const gone = asked.find((id) => !known.has(id));
  if (gone !== undefined) throw unknownSegment(gone, "query");
}
