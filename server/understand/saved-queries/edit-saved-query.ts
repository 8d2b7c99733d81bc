import { kindOf } from "../../../contracts/understand/any-query.ts";
import type { SavedQueryFields } from "../../../contracts/understand/saved-queries.ts";
import type { Context } from "../../platform/context.ts";
import { records } from "./read-saved-queries.ts";

/** @throws 409 for a name that is taken or when there are too many, 400 for what it asks for and is not there */
export function createSavedQuery(ctx: Context, fields: SavedQueryFields): Promise<string> {
  return records.create(ctx, { ...fields, kind: kindOf(fields.query) });
}

/** @throws 404, 412 when it has changed since `seen`, 409 for a name that is taken, 400 as in creating */
export function updateSavedQuery(
  ctx: Context,
  id: string,
  fields: SavedQueryFields,
  seen: number | undefined,
): Promise<void> {
  return records.update(ctx, id, { ...fields, kind: kindOf(fields.query) }, seen);
}

/** @throws 409 naming what uses it */
export function deleteSavedQuery(ctx: Context, id: string): Promise<void> {
  return records.remove(ctx, id);
}
