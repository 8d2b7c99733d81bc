import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ImportedUnit } from "../../../contracts/access/units.ts";
import { unitLimits } from "../../../contracts/words/units.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { partsOf, rowsOf } from "../../platform/db/many-rows.ts";
import { uses } from "../../platform/db/uses.tables.ts";
import { problem } from "../../platform/http/problem.ts";
import { records } from "./edit-unit.ts";
import { sendPlaces } from "./publish-places.ts";
import { holdTree, misplacedIn } from "./tree.ts";
import { units } from "./units.tables.ts";

type Row = typeof units.$inferSelect;

/** Faults that a refusal names, and rows a statement. */
const NAMED = 50;
const ROWS = 1000;

/**
 * Draws units as rows say: those with a key that is there are renamed and moved, others are made. All or none.
 * @throws 400 `units_refused` with what is wrong with which row, 409 `too_many_units`
 */
export function importUnits(ctx: Context, rows: readonly ImportedUnit[], dryRun: boolean) {
  return ctx.db.transaction(async (db) => {
    await holdTree(ctx, db);
    const present = new Map((await records.list(ctx, undefined, db)).map((unit) => [unit.key, unit]));
    const next = planned(ctx, rows, present);
    if (next.size > unitLimits.most) throw problem("too_many_units", { most: unitLimits.most, total: next.size });
    refuseFaults(rows, next);
    const wanted = rows.flatMap(({ key }) => next.get(key) ?? []);
    const created = wanted.filter(({ key }) => !present.has(key));
    const changed = wanted.filter((unit) => differs(unit, present.get(unit.key)));
    const counts = { created: created.length, changed: changed.length, unchanged: 0 };
    counts.unchanged = wanted.length - created.length - changed.length;
    if (dryRun) return counts;
    await save(ctx, db, created, changed);
    const fields = { unitsCreated: { after: counts.created }, unitsChanged: { after: counts.changed } };
    await ctx.trail.note(db, { kind: "workspace", id: ctx.workspace.id, fields });
    await sendPlaces(db, ctx.workspace.id, ctx.now());
    return counts;
  });
}

/** Every unit as it will be, by its key; a parent that there is none of keeps its key as its id. */
function planned(ctx: Context, rows: readonly ImportedUnit[], present: ReadonlyMap<string, Row>): Map<string, Row> {
  const now = ctx.now();
  const ids = new Map([...present].map(([key, { id }]) => [key, id]));
  for (const { key } of rows) if (!ids.has(key)) ids.set(key, uuidv7());
  const next = new Map(present);
  for (const { key, name, kind, parent } of rows) {
    const before = present.get(key);
    const begin = {
      workspace: ctx.workspace.id,
      id: ids.get(key) ?? "",
      key,
      description: "",
      revision: 1,
      createdAt: now,
    };
    const said = {
      name,
      kind,
      nameKey: records.keyOf(name),
      parentId: parent === "" ? null : (ids.get(parent) ?? parent),
    };
    next.set(key, { ...begin, ...before, ...said, updatedAt: now });
  }
  return next;
}

function differs(unit: Row, before: Row | undefined): boolean {
  return before !== undefined && (["name", "kind", "parentId"] as const).some((field) => unit[field] !== before[field]);
}

function refuseFaults(rows: readonly ImportedUnit[], next: ReadonlyMap<string, Row>): void {
  const tree = new Map([...next.values()].map((unit) => [unit.id, unit]));
  const places = misplacedIn(tree);
  const seen = new Set<string>();
  const faults = rows.flatMap(({ key }, index) => {
    const unit = next.get(key);
    const twice = seen.has(key);
    seen.add(key);
    if (twice || !unit) return problem("unit_row_twice", { path: `units.${index}.key` });
    const path = `units.${index}.parent`;
    if (unit.parentId !== null && !tree.has(unit.parentId)) return problem("unit_row_without_parent", { path });
    const fault = places.get(unit.id);
    if (fault === "unit_below_itself") return problem("unit_row_below_itself", { path });
    return fault ? problem("unit_row_too_deep", tooDeep(path)) : [];
  });
  const [first] = faults;
  if (first) {
    const fields = faults.slice(0, NAMED).flatMap((fault) => fault.fields ?? []);
    throw problem("units_refused", { count: faults.length, row: first.message }, { fields });
  }
  // What stood below a unit that moves may now be too far down, without a row of its own.
  if (places.size > 0) throw problem("units_too_deep", tooDeep("units"));
}

const tooDeep = (path: string) => ({ path, most: unitLimits.depth });

async function save(ctx: Context, db: Database, created: readonly Row[], changed: readonly Row[]): Promise<void> {
  const workspace = ctx.workspace.id;
  for (const some of partsOf(created, ROWS)) await db.insert(units).select(rowsOf(units, some));
  for (const some of partsOf(changed, ROWS)) {
    const rows = sql`json_to_recordset(${JSON.stringify(some)}::json)
      as moved(id text, name text, "nameKey" text, kind text, "parentId" text)`;
    await db
      .update(units)
      .set({
        name: sql`moved.name`,
        nameKey: sql`moved."nameKey"`,
        kind: sql`moved.kind`,
        parentId: sql`moved."parentId"`,
        revision: sql`${units.revision} + 1`,
        updatedAt: ctx.now(),
      })
      .from(rows)
      .where(and(eq(units.workspace, workspace), sql`${units.id} = moved.id`));
  }
  for (const some of partsOf([...created, ...changed], ROWS)) {
    const ids = some.map(({ id }) => id);
    await db.delete(uses).where(and(eq(uses.workspace, workspace), eq(uses.byKind, "unit"), inArray(uses.byId, ids)));
    const parents = some.flatMap(({ id, name, parentId }) =>
      parentId === null
        ? []
        : { workspace, kind: "unit" as const, id: parentId, byKind: "unit" as const, byId: id, byName: name },
    );
    if (parents.length > 0) await db.insert(uses).select(rowsOf(uses, parents));
  }
}
