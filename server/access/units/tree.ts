import { eq } from "drizzle-orm";
import { unitLimits } from "../../../contracts/words/units.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { holdName } from "../../platform/db/hold-name.ts";
import { problem } from "../../platform/http/problem.ts";
import { units } from "./units.tables.ts";

/** A unit as far as its place in the tree goes. */
export interface Placed {
  id: string;
  key: string;
  kind: string;
  parentId: string | null;
}

/** Every unit of a workspace by its id. */
export type Tree = ReadonlyMap<string, Placed>;

const { id, key, kind, parentId } = units;
const columns = { id, key, kind, parentId };

export async function readTree(db: Database, workspace: string): Promise<Tree> {
  const rows = await db.select(columns).from(units).where(eq(units.workspace, workspace));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same, which nobody else moves until the transaction ends: two moves at once could make a ring. */
export async function holdTree(ctx: Context, db: Database): Promise<Tree> {
  // Where there is no unit yet, there is no row to hold.
  await holdName(db, `units ${ctx.workspace.id}`);
  const rows = await db
    .select(columns)
    .from(units)
    .where(eq(units.workspace, ctx.workspace.id))
    .orderBy(units.id)
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
}

/** A unit and those it is part of, from the top down; null where it would be part of itself. */
export function wayTo(tree: Tree, id: string): Placed[] | null {
  const way: Placed[] = [];
  const seen = new Set<string>();
  for (let unit = tree.get(id); unit; unit = unit.parentId === null ? undefined : tree.get(unit.parentId)) {
    if (seen.has(unit.id)) return null;
    seen.add(unit.id);
    way.unshift(unit);
  }
  return way;
}

type Misplaced = "unit_below_itself" | "units_too_deep";

/** What is wrong with the places of units in a tree, by their ids; each way up is gone once, however long somebody made it. */
export function misplacedIn(tree: Tree): Map<string, Misplaced> {
  const depths = new Map<string, number>();
  const faults = new Map<string, Misplaced>();
  for (const start of tree.values()) {
    const way = new Set<string>();
    let unit: Placed | undefined = start;
    while (unit && !depths.has(unit.id) && !way.has(unit.id)) {
      way.add(unit.id);
      unit = unit.parentId === null ? undefined : tree.get(unit.parentId);
    }
    // What is met again on its own way, and all that leads there, is part of itself.
    let depth = unit ? (depths.get(unit.id) ?? Number.POSITIVE_INFINITY) : 0;
    for (const id of [...way].reverse()) {
      depth += 1;
      depths.set(id, depth);
      if (depth > unitLimits.depth) faults.set(id, Number.isFinite(depth) ? "units_too_deep" : "unit_below_itself");
    }
  }
  return faults;
}

/** @throws 409 where a unit, or what is below it, would stand where it cannot */
export function mustFit(tree: Tree, id: string): void {
  const faults = misplacedIn(tree);
  for (const each of [id, ...below(tree, [id])]) {
    const fault = faults.get(each);
    if (fault === "unit_below_itself") throw problem(fault, { path: "parentId" });
    if (fault) throw problem(fault, { path: "parentId", most: unitLimits.depth });
  }
}

/** Ids of all that is below some units, without these where nothing is wrong with the tree. */
function below(tree: Tree, ids: readonly string[]): string[] {
  const children = new Map<string, string[]>();
  for (const { id, parentId } of tree.values()) {
    const siblings = children.get(parentId ?? "") ?? [];
    children.set(parentId ?? "", siblings);
    siblings.push(id);
  }
  const found = new Set<string>();
  for (let level = [...ids]; level.length > 0; ) {
    level = level.flatMap((id) => children.get(id) ?? []).filter((id) => !found.has(id));
    for (const id of level) found.add(id);
  }
  return [...found];
}
