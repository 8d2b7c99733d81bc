import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutFlow } from "./flow-layout.ts";

const nodeSize = 100;
const passSize = 20;
const names = ["a", "b", "c", "d", "e", "f", "g"];
const edge = fc.record({
  from: fc.constantFrom(...names),
  to: fc.constantFrom(...names),
  weight: fc.integer({ min: 1, max: 100 }),
});

describe("a drawing of what follows what", () => {
  it("puts no two nodes into the same place and leads every edge from layer to layer", () => {
    fc.assert(
      fc.property(fc.uniqueArray(edge, { selector: ({ from, to }) => `${from}>${to}`, maxLength: 25 }), (edges) => {
        const flow = layoutFlow(names, edges, nodeSize, passSize);
        expect(flow.nodes.map(({ name }) => name)).toEqual(names);
        for (const one of flow.nodes) {
          expect(one.x - nodeSize / 2).toBeGreaterThanOrEqual(-1e-6);
          expect(one.x + nodeSize / 2).toBeLessThanOrEqual(flow.width + 1e-6);
          for (const other of flow.nodes)
            if (one !== other && one.layer === other.layer)
              expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual(nodeSize - 1e-6);
        }
        const ways = edges.filter(({ from, to }) => from !== to);
        expect(flow.edges).toHaveLength(ways.length);
        for (const { from, to, isBack, points } of flow.edges) {
          const end = (name: string) => flow.nodes.find((node) => node.name === name);
          expect(points[0]).toEqual({ x: end(from)?.x, layer: end(from)?.layer });
          expect(points.at(-1)).toEqual({ x: end(to)?.x, layer: end(to)?.layer });
          for (const [index, point] of points.entries()) {
            const next = points[index + 1];
            if (next) expect(next.layer - point.layer).toBe(isBack ? -1 : 1);
          }
        }
      }),
    );
  });

  it("draws a way that is mostly taken as a way down", () => {
    const flow = layoutFlow(
      ["search", "product", "order"],
      [
        { from: "search", to: "product", weight: 90 },
        { from: "product", to: "search", weight: 20 },
        { from: "product", to: "order", weight: 40 },
      ],
      nodeSize,
      passSize,
    );
    expect(flow.nodes.map(({ layer }) => layer)).toEqual([0, 1, 2]);
    expect(flow.edges.map(({ isBack }) => isBack)).toEqual([false, true, false]);
  });
});
