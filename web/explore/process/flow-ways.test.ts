import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutFlow } from "./flow-layout.ts";
import { drawWays, type FlowMeasures, levelsOf } from "./flow-ways.ts";

const measures: FlowMeasures = {
  boxWidth: 140,
  boxHeight: 56,
  layerHeight: 136,
  labelHeight: 18,
  arrowLength: 9,
  reach: () => 28,
  breadth: () => 110,
  thickness: () => 1,
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

/** Points a pixel apart along a way that consists of upright lines and of curves that leave and arrive upright. */
function trace(path: string): { x: number; y: number }[] {
  const traced: { x: number; y: number }[] = [];
  let from = { x: 0, y: 0 };
  for (const [, kind, numbers = ""] of path.matchAll(/([MLC])([^MLC]+)/g)) {
    const [x = 0, y = 0] = numbers.split(" ").map(Number).slice(-2);
    const parts = kind === "M" ? 0 : Math.ceil(Math.abs(x - from.x) * 1.5 + Math.abs(y - from.y));
    for (let part = 1 / parts; part <= 1; part += 1 / parts) {
      const rest = 1 - part;
      const bend = kind === "L" ? rest : rest ** 3 + 3 * rest ** 2 * part;
      const fall = kind === "L" ? rest : rest ** 3 + 1.5 * rest * part;
      traced.push({ x: from.x * bend + x * (1 - bend), y: from.y * fall + y * (1 - fall) });
    }
    from = { x, y };
  }
  return traced;
}

describe("the ways of a flow", () => {
  it("carry labels that touch neither each other, nor a box, nor an arrow", () => {
    const { flow, ways } = draw(names, shop);
    for (const [index, { label }] of ways.entries()) {
      for (const { label: other } of ways.slice(index + 1))
        expect(touch(label, other, labelWidth, measures.labelHeight)).toBe(false);
      for (const { edge, end } of ways) {
        const arrow = { x: end.x, y: end.y + (edge.isBack ? -1 : 1) * (measures.arrowLength / 2) };
        const [width, height] = [labelWidth + 7, measures.labelHeight + measures.arrowLength];
        expect(touch(label, arrow, width / 2, height / 2)).toBe(false);
      }
      for (const { x, layer } of flow.nodes) {
        const box = { x, y: levelsOf(flow, measures)[layer] ?? 0 };
        expect(touch(label, box, (labelWidth + 140) / 2, (measures.labelHeight + 56) / 2)).toBe(false);
      }
    }
  });

  it("carry labels that hardly any other way strikes out, there and back in a crowd too", () => {
    const back = shop.map(({ from, to, weight }) => ({ from: to, to: from, weight: Math.ceil(weight / 9) }));
    const known = new Set(shop.map(({ from, to }) => `${from}>${to}`));
    const crowd = [...shop, ...back.filter(({ from, to }) => !known.has(`${from}>${to}`))];
    for (const edges of [shop, crowd]) {
      const { ways } = draw(names, edges);
      const traces = ways.map(({ path }) => trace(path));
      const isStruck = ({ x, y }: { x: number; y: number }, index: number) =>
        traces.some(
          (points, of) =>
            of !== index &&
            points.some((point) => touch(point, { x, y }, labelWidth / 2 - 4, measures.labelHeight / 2 - 4)),
        );
      expect(ways.filter(({ label }, index) => isStruck(label, index)).length).toBeLessThanOrEqual(edges.length / 12);
      for (const [index, { label }] of ways.entries())
        expect(traces[index]?.some((point) => touch(point, label, labelWidth / 2, measures.labelHeight / 2))).toBe(
          true,
        );
    }
  });

  it("run between layers that stand further apart where a way goes far to a side", () => {
    const far = names.slice(1, 10).map((to) => ({ from: "begin", to, weight: 1 }));
    const near = layoutFlow(["begin", "page"], far.slice(0, 1), 168, 56);
    const wide = layoutFlow(names.slice(0, 10), far, 168, 56);
    const gap = (flow: typeof near) => (levelsOf(flow, measures)[1] ?? 0) - (levelsOf(flow, measures)[0] ?? 0);
    expect(gap(near)).toBe(measures.layerHeight);
    expect(gap(wide)).toBeGreaterThan(measures.layerHeight + 40);
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
