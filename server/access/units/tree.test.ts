import fc from "fast-check";
import { expect, it } from "vitest";
import { unitLimits } from "../../../contracts/words/units.ts";
import { misplacedIn, type Placed, wayTo } from "./tree.ts";

it("what stands in no place is what has no way up, or one too long, in trees drawn at random", () => {
  const parents = fc.array(fc.option(fc.nat(39)), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(parents, (drawn) => {
      const units = drawn.map((parent, index): Placed => {
        const id = String(index);
        return { id, key: id, kind: "", parentId: parent === null ? null : String(parent) };
      });
      const tree = new Map(units.map((unit) => [unit.id, unit]));
      const found = misplacedIn(tree);
      for (const { id } of units) {
        const way = wayTo(tree, id);
        const expected =
          way === null ? "unit_below_itself" : way.length > unitLimits.depth ? "units_too_deep" : undefined;
        expect(found.get(id)).toBe(expected);
      }
    }),
  );
});

it("a chain of as many units as there may be is looked at in one go", () => {
  const units = Array.from({ length: unitLimits.most }, (_, index): Placed => {
    const id = String(index);
    return { id, key: id, kind: "", parentId: index === 0 ? null : String(index - 1) };
  });
  expect(misplacedIn(new Map(units.reverse().map((unit) => [unit.id, unit]))).size).toBe(
    unitLimits.most - unitLimits.depth,
  );
});
