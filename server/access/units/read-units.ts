import type { Unit } from "../../../contracts/access/units.ts";
import type { Context } from "../../platform/context.ts";
import { namedView } from "../../platform/db/named-records.ts";
import { notFound } from "../../platform/http/problem.ts";
import { records } from "./edit-unit.ts";
import type { units } from "./units.tables.ts";

/** The units that the caller sees, by name. */
export async function listUnits(ctx: Context): Promise<Unit[]> {
  const { scope } = ctx;
  const rows = await records.list(ctx);
  if (scope === null) return rows.map(toUnit);
  const seen = new Set(scope);
  const mine = rows.filter(({ key }) => seen.has(key));
  const ids = new Set(mine.map(({ id }) => id));
  return mine.map((row) => {
    const unit = toUnit(row);
    return { ...unit, parentId: unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : null };
  });
}

/** @throws 404 */
export async function getUnit(ctx: Context, id: string): Promise<Unit> {
  const unit = toUnit(await records.get(ctx, id));
  if (ctx.scope === null) return unit;
  if (!ctx.scope.includes(unit.key)) throw notFound();
  const [parent] = unit.parentId === null ? [] : await records.list(ctx, [unit.parentId]);
  return { ...unit, parentId: parent && ctx.scope.includes(parent.key) ? parent.id : null };
}

function toUnit(row: typeof units.$inferSelect): Unit {
  const { key, kind, parentId } = row;
  return { ...namedView(row), key, kind, parentId };
}
