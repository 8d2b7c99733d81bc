import type { SegmentFields } from "../../../contracts/know/segments.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import type { NamedFields } from "../../platform/db/named-records.ts";
import { checkPersonCondition } from "./check-person-condition.ts";
import { sendCount } from "./count/recount.ts";
import { checkLists, forgetUnnamed, keepPeople } from "./people-lists.ts";
import { records } from "./read-segments.ts";

/** @throws 409 for a name that is taken or when there are too many, 400 for a condition that is not about persons */
export async function createSegment(ctx: Context, fields: SegmentFields): Promise<string> {
  checkPersonCondition(fields.condition);
  return ctx.db.transaction(async (db) => {
    await checkLists(ctx, fields.condition, db);
    return create(ctx, fields, db);
  });
}

/** A segment of these people and nobody else, whatever they do. @throws 409 as {@link createSegment} */
export function createSegmentOf(ctx: Context, fields: NamedFields, people: readonly string[]): Promise<string> {
  return ctx.db.transaction(async (db) => create(ctx, { ...fields, condition: await keepPeople(ctx, people, db) }, db));
}

async function create(ctx: Context, fields: SegmentFields, db: Database): Promise<string> {
  const id = await records.create(ctx, fields, db);
  await sendCount(db, ctx.workspace.id, id, ctx.now());
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
  await ctx.db.transaction(async (db) => {
    await checkLists(ctx, fields.condition, db);
    const [before] = await records.list(ctx, [id], db);
    await records.update(ctx, id, fields, seen, db);
    const isAnother = JSON.stringify(before?.condition) !== JSON.stringify(fields.condition);
    if (isAnother) await sendCount(db, ctx.workspace.id, id, ctx.now());
  });
  await forgetUnnamed(ctx);
}

/** @throws 409 naming what uses it */
export async function deleteSegment(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(async (db) => {
    await records.remove({ ...ctx, db }, id);
    await sendCount(db, ctx.workspace.id, id, ctx.now());
  });
  await forgetUnnamed(ctx);
}
