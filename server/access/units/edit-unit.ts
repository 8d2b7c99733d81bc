import type { NewUnit, UnitFields } from "../../../contracts/access/units.ts";
import { unitLimits } from "../../../contracts/words/units.ts";
import type { Context } from "../../platform/context.ts";
import { namedRecords } from "../../platform/db/named-records.ts";
import { type UsedKind, unknownRecord } from "../../platform/db/uses.ts";
import { problem } from "../../platform/http/problem.ts";
import { sendPlaces } from "./publish-places.ts";
import { holdTree, mustFit, type Placed } from "./tree.ts";
import { units } from "./units.tables.ts";

/** What a unit uses is the one above it, which is why that cannot be removed. */
const above: UsedKind = { kind: "unit", hold: (place, db, ids) => records.hold(place, db, ids) };

export const records = namedRecords<typeof units, NewUnit>(units, {
  kind: "unit",
  nouns: "units",
  most: unitLimits.most,
  mayShareNames: true,
  kept: ["key", "kind", "parentId"],
  usesOf: ({ parentId }) => (parentId === null ? [] : [{ of: above, id: parentId, path: "parentId" }]),
});

/** @throws 409 for a key that is taken, or when there are too many or too deep, 400 for a parent that is not there */
export function createUnit(ctx: Context, fields: NewUnit): Promise<string> {
  return ctx.db.transaction(async (db) => {
    const tree = new Map(await holdTree(ctx, db));
    if ([...tree.values()].some(({ key }) => key === fields.key))
      throw problem("key_taken", { path: "key", key: fields.key });
    place(tree, { ...fields, id: "" });
    const id = await records.create(ctx, fields, db);
    await sendPlaces(db, ctx.workspace.id, ctx.now());
    return id;
  });
}

/** @throws 404, 412 when it has changed since `seen`, 409 for a place that is none, 400 for a parent that is not there */
export function updateUnit(ctx: Context, id: string, fields: UnitFields, seen: number | undefined): Promise<void> {
  return ctx.db.transaction(async (db) => {
    const tree = new Map(await holdTree(ctx, db));
    const { key } = await records.get(ctx, id, db);
    place(tree, { ...fields, id, key });
    await records.update(ctx, id, { ...fields, key }, seen, db);
    await sendPlaces(db, ctx.workspace.id, ctx.now());
  });
}

/** @throws 404, 409 naming what is part of it or limited to it */
export function removeUnit(ctx: Context, id: string): Promise<void> {
  return ctx.db.transaction(async (db) => {
    await holdTree(ctx, db);
    await records.remove({ ...ctx, db }, id);
    await sendPlaces(db, ctx.workspace.id, ctx.now());
  });
}

function place(tree: Map<string, Placed>, unit: Placed): void {
  if (unit.parentId !== null && !tree.has(unit.parentId)) throw unknownRecord("unit", unit.parentId, "parentId");
  tree.set(unit.id, unit);
  mustFit(tree, unit.id);
}
