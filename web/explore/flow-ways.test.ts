import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutFlow } from "./flow-layout.ts";
import { drawWays, type FlowMeasures, levelOf } from "./flow-ways.ts";

const measures: FlowMeasures = {
  boxWidth: 140,
  boxHeight: 56,
  layerHeight: 136,
  labelHeight: 18,
  arrowLength: 9,
  reach: () => 28,
  breadth: () => 110,
};
const labelWidth = 46;
const draw = (names: readonly string[], edges: { from: string; to: string; weight: number }[]) => {
  const flow = layoutFlow(names, edges, 168, 56);
  return { flow, ways: drawWays(flow, measures, () => labelWidth) };
};
/** The drawing of a shop: ten activities, ways back, ways past several layers. */
const names = ["begin", "page", "search", "product", "reviews", "add", "checkout", "order", "ship", "mail", "end"];
const shop = (
  [
    ["begin", "page", 2571],
    ["begin", "search", 182],
    ["begin", "mail", 3230],
    ["page", "search", 2909],
    ["page", "product", 4432],
    ["page", "checkout", 1909],
    ["search", "page", 1280],
    ["search", "product", 1499],
    ["product", "page", 1433],
    ["product", "reviews", 2724],
    ["product", "add", 2114],
    ["product", "end", 774],
    ["reviews", "page", 745],
    ["reviews", "add", 1135],
    ["add", "page", 2106],
    ["add", "product", 697],
    ["checkout", "order", 1529],
    ["order", "ship", 1059],
    ["ship", "mail", 1592],
    ["mail", "page", 1137],
    ["mail", "end", 2963],
  ] as const
).map(([from, to, weight]) => ({ from, to, weight }));

const touch = (one: { x: number; y: number }, other: { x: number; y: number }, width: number, height: number) =>
  Math.abs(one.x - other.x) < width && Math.abs(one.y - other.y) < height;

describe("the ways of a flow", () => {
  it("carry labels that touch neither each other nor a box", () => {
    const { flow, ways } = draw(names, shop);
    for (const [at, { label }] of ways.entries()) {
      for (const { label: other } of ways.slice(at + 1))
        expect(touch(label, other, labelWidth, measures.labelHeight)).toBe(false);
      for (const { x, layer } of flow.nodes) {
        const box = { x, y: levelOf(layer, measures) };
        expect(touch(label, box, (labelWidth + 140) / 2, (measures.labelHeight + 56) / 2)).toBe(false);
      }
    }
  });

  it("leave and enter a box at places of their own", () => {
    const { ways } = draw(names, shop);
    const places = ways.map(({ path }) => /^M\S+ \S+?(?=[CL])/.exec(path)?.[0]);
    expect(new Set(places).size).toBe(places.length);
    const ends = ways.map(({ end }) => `${end.x} ${end.y}`);
    expect(new Set(ends).size).toBe(ends.length);
  });

  it("pass beside the boxes of the layers between, whatever follows what", () => {
    const some = ["a", "b", "c", "d", "e", "f"];
    const edge = fc.record({
      from: fc.constantFrom(...some),
      to: fc.constantFrom(...some),
      weight: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(edge, { selector: ({ from, to }) => `${from}>${to}`, maxLength: 20 }), (edges) => {
        const { flow, ways } = draw(some, edges);
        expect(ways).toHaveLength(flow.edges.length);
        for (const { edge: way, label } of ways) {
          expect(Number.isFinite(label.x) && Number.isFinite(label.y)).toBe(true);
          for (const { x, layer } of way.points.slice(1, -1))
            for (const node of flow.nodes)
              if (node.layer === layer) expect(Math.abs(node.x - x)).toBeGreaterThan(measures.boxWidth / 2);
        }
      }),
      { numRuns: 50 },
    );
  });
});
