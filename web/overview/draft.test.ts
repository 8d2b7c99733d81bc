import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tile } from "../../contracts/understand/overview.ts";
import { mostTiles } from "../saved-queries/saved-queries.ts";
import { begin, change, type DraftAct } from "./draft.ts";

const tile = (id: string, title = id): Tile => ({
  id,
  title,
  view: "number",
  width: 1,
  query: { metrics: [{ metric: "nps" }], breakdowns: [] },
});
const ids = (tiles: readonly Tile[]) => tiles.map(({ id }) => id).join("");
const three = begin([tile("a"), tile("b"), tile("c")], 4);

describe("arranging tiles", () => {
  it("moves, within the ends", () => {
    expect(ids(change(three, { act: "move", id: "a", to: 1 }).tiles)).toBe("bac");
    expect(ids(change(three, { act: "move", id: "c", to: 0 }).tiles)).toBe("cab");
    expect(ids(change(three, { act: "move", id: "b", to: 99 }).tiles)).toBe("acb");
    expect(change(three, { act: "move", id: "a", to: -1 })).toBe(three);
  });

  it("puts a new one last and a changed one in its place", () => {
    expect(ids(change(three, { act: "put", tile: tile("d") }).tiles)).toBe("abcd");
    const renamed = change(three, { act: "put", tile: tile("b", "B") });
    expect(renamed.tiles.map(({ title }) => title)).toEqual(["a", "B", "c"]);
  });

  it("takes no more than the server does", () => {
    const full = begin(
      Array.from({ length: mostTiles }, (_, index) => tile(`t${index}`)),
      0,
    );
    expect(change(full, { act: "put", tile: tile("more") })).toBe(full);
  });

  it("goes back over any steps to where it began", () => {
    const act: fc.Arbitrary<DraftAct> = fc.oneof(
      fc.record({
        act: fc.constant("move" as const),
        id: fc.constantFrom("a", "b", "c", "x"),
        to: fc.integer({ min: -2, max: 5 }),
      }),
      fc.record({ act: fc.constant("remove" as const), id: fc.constantFrom("a", "b", "c", "x") }),
      fc.record({ act: fc.constant("put" as const), tile: fc.constantFrom(tile("a", "A"), tile("d")) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let draft = acts.reduce(change, three);
        expect(new Set(draft.tiles.map(({ id }) => id)).size).toBe(draft.tiles.length);
        while (draft.past.length > 0) draft = change(draft, { act: "undo" });
        expect(draft.tiles).toEqual(three.tiles);
      }),
    );
  });
});
