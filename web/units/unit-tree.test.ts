import { describe, expect, it } from "vitest";
import type { Unit } from "../../contracts/access/units.ts";
import { linesOf, stepOf } from "./tree-lines.ts";
import { branchesOf, itselfAndBelow, matching, wayTo } from "./unit-tree.ts";

const unit = (id: string, parentId: string | null = null): Unit => ({
  ...{ id, parentId, key: `key-${id}`, name: `Unit ${id}`, kind: "site", description: "", revision: 1 },
  ...{ createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z" },
});
const all = [
  unit("de"),
  unit("south", "de"),
  unit("munich", "south"),
  unit("north", "de"),
  unit("fr"),
  unit("lost", "x"),
];
const branches = branchesOf(all);
const ids = (some: readonly { branch: { unit: Unit } }[]) => some.map(({ branch }) => branch.unit.id);

describe("a tree of units", () => {
  it("has what is below each, and at the top whose parent is not to be seen", () => {
    expect(branches.map(({ unit: { id }, within }) => [id, within])).toEqual([
      ["de", 3],
      ["fr", 0],
      ["lost", 0],
    ]);
    expect(wayTo(new Map(all.map((each) => [each.id, each])), "munich").map(({ id }) => id)).toEqual([
      ...["de", "south", "munich"],
    ]);
    expect([...itselfAndBelow(all, "south")]).toEqual(["south", "munich"]);
  });

  it("is found by name, key or kind, with the way to it", () => {
    expect(ids(linesOf(matching(branches, "KEY-mun"), () => true))).toEqual(["de", "south", "munich"]);
    expect(matching(branches, "nowhere")).toEqual([]);
  });

  it("is walked with the keys of a tree", () => {
    const open = new Set(["de"]);
    const shows = ({ unit: { id } }: { unit: Unit }) => open.has(id);
    const lines = linesOf(branches, shows);
    expect(ids(lines)).toEqual(["de", "south", "north", "fr", "lost"]);
    const press = (key: string, id: string) => {
      const step = stepOf(key, lines, ids(lines).indexOf(id), shows);
      return step && ("go" in step ? step.go.branch.unit.id : step);
    };
    expect(press("ArrowDown", "de")).toBe("south");
    expect(press("ArrowUp", "de")).toBeNull();
    expect(press("End", "de")).toBe("lost");
    expect(press("ArrowRight", "de")).toBe("south");
    expect(press("ArrowRight", "south")).toEqual({ turn: "south" });
    expect(press("ArrowRight", "north")).toBeNull();
    expect(press("ArrowLeft", "north")).toBe("de");
    expect(press("ArrowLeft", "de")).toEqual({ turn: "de" });
    expect(press("Enter", "fr")).toMatchObject({ show: { unit: { id: "fr" } } });
    expect(press("a", "fr")).toBeNull();
  });
});
