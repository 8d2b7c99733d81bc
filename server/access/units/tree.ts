import { eq } from "drizzle-orm";
import { unitLimits } from "../../../contracts/words/units.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
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

/** What is wrong with the place of a unit in a tree; null for nothing. */
export function misplaced(tree: Tree, id: string): "unit_below_itself" | "units_too_deep" | null {
  const way = wayTo(tree, id);
  if (way === null) return "unit_below_itself";
  return way.length > unitLimits.depth ? "units_too_deep" : null;
}

/** @throws 409 where a unit, or what is below it, would stand where it cannot */
export function mustFit(tree: Tree, id: string): void {
  for (const each of [id, ...below(tree, [id])]) {
    const fault = misplaced(tree, each);
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
