import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PathsAnswer } from "../../../contracts/understand/paths.ts";
import { layoutSankey, type SankeySizes } from "./sankey.ts";

const sizes: SankeySizes = { fullHeight: 300, leastRoom: ({ name }) => (name.length > 1 ? 45 : 30), gap: 6 };
const elapsed = { median: null, p90: null };

/** Ways of people, one a row; where a row ends, its person left. */
function answerOf(ways: number[][], columns: number): Pick<PathsAnswer, "people" | "columns" | "links"> {
  const nodeOf = (way: number[], column: number) => {
    const place = way[column];
    return place === undefined
      ? column > 0 && way[column - 1] !== undefined
        ? "left"
        : undefined
      : place > 3
        ? "other"
        : String(place);
  };
  const names = Array.from({ length: columns }, (_, column) => [
    ...new Set(ways.flatMap((way) => nodeOf(way, column) ?? [])),
  ]);
  const counts = new Map<string, number>();
  for (const way of ways)
    for (let column = 0; column + 1 < columns; column += 1) {
      const [from, to] = [nodeOf(way, column), nodeOf(way, column + 1)];
      if (from === undefined || to === undefined) continue;
      const key = JSON.stringify([column, names[column]?.indexOf(from), names[column + 1]?.indexOf(to)]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return {
    people: ways.length,
    columns: names.map((inColumn, column) => ({
      reached: ways.filter((way) => way[column] !== undefined).length,
      nodes: inColumn.map((name) => ({
        kind: name === "left" ? ("left" as const) : name === "other" ? ("other" as const) : ("named" as const),
        name,
        people: ways.filter((way) => nodeOf(way, column) === name).length,
      })),
    })),
    links: [...counts].map(([key, people]) => {
      const [column = 0, from = 0, to = 0] = JSON.parse(key) as number[];
      return { column, from, to, people, elapsed };
    }),
  };
}

describe("a paths diagram", () => {
  it("adds up in every column, and draws nothing over anything else", () => {
    const ways = fc.array(fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(ways, (each) => {
        const answer = answerOf(each, 5);
        const { nodes, bands, height } = layoutSankey(answer, sizes);
        const scale = sizes.fullHeight / answer.people;
        for (let column = 0; column < 5; column += 1) {
          const here = nodes.filter((node) => node.column === column).sort((a, b) => a.y - b.y);
          const before = column === 0 ? answer.people : (answer.columns[column - 1]?.reached ?? 0);
          expect(here.reduce((sum, node) => sum + node.height, 0)).toBeCloseTo(before * scale, 6);
          for (const [index, node] of here.entries()) {
            expect(node.height).toBeGreaterThan(0);
            expect(node.y + Math.max(node.height, sizes.leastRoom(node))).toBeLessThanOrEqual(height + 1e-6);
            const next = here[index + 1];
            if (next) expect(next.y).toBeGreaterThanOrEqual(node.y + Math.max(node.height, sizes.leastRoom(node)));
            const into = bands.filter((band) => band.column === column - 1 && band.to === node.index);
            const out = bands.filter((band) => band.column === column && band.from === node.index);
            if (column > 0) expect(into.reduce((sum, band) => sum + band.height, 0)).toBeCloseTo(node.height, 6);
            if (column < 4 && node.kind !== "left")
              expect(out.reduce((sum, band) => sum + band.height, 0)).toBeCloseTo(node.height, 6);
            if (node.kind === "left") expect(out).toEqual([]);
            for (const ends of [into.map((band) => [band.y1, band.height]), out.map((band) => [band.y0, band.height])])
              for (const [y = 0, thick = 0] of ends) {
                expect(thick).toBeGreaterThan(0);
                expect(y).toBeGreaterThanOrEqual(node.y - 1e-6);
                expect(y + thick).toBeLessThanOrEqual(node.y + node.height + 1e-6);
              }
          }
        }
      }),
    );
  });

  it("is empty without people", () => {
    expect(layoutSankey({ people: 0, columns: [], links: [] }, sizes)).toEqual({
      height: 0,
      nodes: [],
      bands: [],
    });
  });
});
