import { kindOf } from "../../../contracts/understand/any-question.ts";
import type { SavedQuestionFields } from "../../../contracts/understand/saved-questions.ts";
import { holdSegments, unknownSegment } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { records, segmentsOfWritten } from "./read-saved-questions.ts";

/** Says which tiles show a saved question: given by whoever keeps them. */
export type SavedQuestionUses = (ctx: Context, id: string, db: Database) => Promise<string[]>;

/** @throws 409 for a name that is taken or when there are too many, 400 for a segment that is not there */
export function createSavedQuestion(ctx: Context, fields: SavedQuestionFields): Promise<string> {
  return ctx.db.transaction(async (db) => {
    await requireSegments(ctx, db, fields);
    return records.create(ctx, { ...fields, kind: kindOf(fields.question) }, db);
  });
}

/** @throws 404, 412 when it has changed since `seen`, 409 for a name that is taken, 400 as in creating */
export async function updateSavedQuestion(
  ctx: Context,
  id: string,
  fields: SavedQuestionFields,
  seen: number | undefined,
): Promise<void> {
  await records.get(ctx, id);
  await ctx.db.transaction(async (db) => {
    await requireSegments(ctx, db, fields);
    await records.update(ctx, id, { ...fields, kind: kindOf(fields.question) }, seen, db);
  });
}

/** @throws 409 naming the tiles that show it */
export function deleteSavedQuestion(ctx: Context, id: string, usesOf: SavedQuestionUses): Promise<void> {
  return records.remove(ctx, id, (db) => usesOf(ctx, id, db), "It is on the Overview as");
}

async function requireSegments(ctx: Context, db: Database, { question }: SavedQuestionFields): Promise<void> {
  const asked = segmentsOfWritten(question);
  const known = await holdSegments(ctx, db, asked);
  const gone = asked.find((id) => !known.has(id));
  if (gone !== undefined) throw unknownSegment(gone, "question");
}
