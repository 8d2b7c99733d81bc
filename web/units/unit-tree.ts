import type { Unit } from "../../contracts/access/units.ts";

/** A unit with what is below it, by name. */
export interface Branch {
  unit: Unit;
  below: Branch[];
  /** How many are below it, at whatever depth. */
  within: number;
}

/** The trees that units make; one whose parent is not among them stands at the top. */
export function branchesOf(units: readonly Unit[]): Branch[] {
  const ids = new Set(units.map(({ id }) => id));
  const children = new Map<string, Unit[]>();
  for (const unit of units) {
    const above = unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : "";
    const siblings = children.get(above) ?? [];
    children.set(above, siblings);
    siblings.push(unit);
  }
  const grow = (id: string): Branch[] =>
    (children.get(id) ?? []).map((unit) => {
      const below = grow(unit.id);
      return { unit, below, within: below.reduce((sum, each) => sum + 1 + each.within, 0) };
    });
  return grow("");
}

/** Those that match a text, with what leads to them and without what else is beside that. */
export function matching(branches: readonly Branch[], text: string): Branch[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [...branches];
  return branches.flatMap((branch) => {
    const { unit } = branch;
    const below = matching(branch.below, wanted);
    const isFound = [unit.name, unit.key, unit.kind].some((each) => each.toLowerCase().includes(wanted));
    return isFound || below.length > 0 ? { ...branch, below } : [];
  });
}

/** Names of a unit and those it is part of, from the top down. */
export function wayTo(units: ReadonlyMap<string, Unit>, id: string): Unit[] {
  const way: Unit[] = [];
  for (let unit = units.get(id); unit && !way.includes(unit); unit = units.get(unit.parentId ?? "")) way.unshift(unit);
  return way;
}

/** Ids of a unit and of all below it: where it cannot be put. */
export function itselfAndBelow(units: readonly Unit[], id: string): Set<string> {
  const found = new Set([id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const unit of units) if (unit.parentId !== null && found.has(unit.parentId)) found.add(unit.id);
  }
  return found;
}
