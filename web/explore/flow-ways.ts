import type { Flow, PlacedEdge } from "./flow-layout.ts";

interface Point {
  x: number;
  y: number;
}

interface Box extends Point {
  width: number;
  height: number;
}

/** What a drawing of a flow is measured by, in pixels. */
export interface FlowMeasures {
  boxWidth: number;
  boxHeight: number;
  layerHeight: number;
  labelHeight: number;
  /** How far before its goal a way ends, so that its arrow has room. */
  arrowLength: number;
  /** Half the height of a node. */
  reach: (name: string) => number;
  /** How far the ways into and out of a node may stand apart; 0 where all meet in its middle. */
  breadth: (name: string) => number;
}

export interface FlowWay {
  edge: PlacedEdge;
  path: string;
  /** Where the arrow begins: upright, downward unless the way goes back. */
  end: Point;
  /** The middle of its label, on the way itself. */
  label: Point;
}

const portGap = 22;
const cell = 8;
const mostCandidates = 32;
const rounds = 3;

/**
 * Ways between the boxes of a flow: each leaves and enters at a place of its own, runs upright beside the boxes it passes and
 * bends only between layers. Labels stand on their ways, where they touch no box, no other label and as few ways as possible.
 */
export function drawWays(flow: Flow, measures: FlowMeasures, labelWidth: (edge: PlacedEdge) => number): FlowWay[] {
  const ports = portsOf(flow, measures);
  const drawn = flow.edges.map((edge) => {
    const vertices = verticesOf(edge, measures, ports);
    const end = vertices.at(-1) ?? { x: 0, y: 0 };
    return { edge, path: pathOf(vertices), end, points: sample(vertices), width: labelWidth(edge) };
  });
  const labels = placeLabels(drawn, boxesOf(flow, measures), flow.width, measures.labelHeight);
  return drawn.map(({ edge, path, end }, at) => ({ edge, path, end, label: labels[at] ?? { x: 0, y: 0 } }));
}

/** The middle of the nodes of a layer, from above. */
export function levelOf(layer: number, { layerHeight, boxHeight }: FlowMeasures): number {
  return layer * layerHeight + boxHeight / 2;
}

const downward = ({ isBack, points }: PlacedEdge) => (isBack ? points.toReversed() : points);

type Port = "upper" | "lower";

/** How far from the middle of its nodes a way begins above and ends below, ordered so that ways do not cross at a node. */
function portsOf(flow: Flow, { breadth }: FlowMeasures): Map<PlacedEdge, Record<Port, number>> {
  const ports = new Map(flow.edges.map((edge) => [edge, { upper: 0, lower: 0 }]));
  const ends = new Map<string, { edge: PlacedEdge; port: Port; toward: number }[]>();
  for (const edge of flow.edges) {
    const points = downward(edge);
    const [upper, lower] = edge.isBack ? [edge.to, edge.from] : [edge.from, edge.to];
    for (const [name, port, toward] of [
      [upper, "upper", points[1]?.x ?? 0],
      [lower, "lower", points.at(-2)?.x ?? 0],
    ] as const) {
      const key = JSON.stringify([port, name]);
      ends.set(key, [...(ends.get(key) ?? []), { edge, port, toward }]);
    }
  }
  for (const [key, side] of ends) {
    const [, name] = JSON.parse(key) as [Port, string];
    const gap = Math.min(portGap, breadth(name) / Math.max(1, side.length - 1));
    side.sort((a, b) => a.toward - b.toward || Number(a.edge.isBack) - Number(b.edge.isBack));
    for (const [at, { edge, port }] of side.entries()) {
      const own = ports.get(edge);
      if (own) own[port] = (at - (side.length - 1) / 2) * gap;
    }
  }
  return ports;
}

/** Where a way bends, in its own direction: pairs of ends of a curve, with something upright between them. */
function verticesOf(edge: PlacedEdge, measures: FlowMeasures, ports: Map<PlacedEdge, Record<Port, number>>): Point[] {
  const { isBack, from, to } = edge;
  const [upper, lower] = isBack ? [to, from] : [from, to];
  const own = ports.get(edge) ?? { upper: 0, lower: 0 };
  const points = downward(edge);
  const vertices = points.flatMap(({ x, layer }, at): Point[] => {
    const y = levelOf(layer, measures);
    const apart = (isGoal: boolean) => (isGoal ? measures.arrowLength : 0);
    if (at === 0) return [{ x: x + own.upper, y: y + measures.reach(upper) + apart(isBack) }];
    if (at === points.length - 1) return [{ x: x + own.lower, y: y - measures.reach(lower) - apart(!isBack) }];
    const half = measures.boxHeight / 2;
    return [
      { x, y: y - half },
      { x, y: y + half },
    ];
  });
  return isBack ? vertices.toReversed() : vertices;
}

function pathOf(vertices: readonly Point[]): string {
  return vertices
    .map(({ x, y }, at) => {
      const before = vertices[at - 1];
      if (!before) return `M${x} ${y}`;
      if (at % 2 === 0) return `L${x} ${y}`;
      const half = (before.y + y) / 2;
      return `C${before.x} ${half} ${x} ${half} ${x} ${y}`;
    })
    .join("");
}

/** Points along a way, at most half a cell apart. */
function sample(vertices: readonly Point[]): Point[] {
  return vertices.flatMap((to, at) => {
    const from = vertices[at - 1];
    if (!from) return [to];
    const parts = Math.max(1, Math.ceil((Math.abs(to.x - from.x) * 1.5 + Math.abs(to.y - from.y)) / (cell / 2)));
    return Array.from({ length: parts }, (_, step) => {
      const part = (step + 1) / parts;
      const rest = 1 - part;
      if (at % 2 === 0) return { x: from.x * rest + to.x * part, y: from.y * rest + to.y * part };
      const bend = rest ** 3 + 3 * rest ** 2 * part;
      const half = 3 * rest * part * 0.5;
      return {
        x: bend * from.x + (1 - bend) * to.x,
        y: (rest ** 3 + half) * from.y + (part ** 3 + half) * to.y,
      };
    });
  });
}

function boxesOf(flow: Flow, measures: FlowMeasures): Box[] {
  return flow.nodes.map(({ name, x, layer }) => ({
    x,
    y: levelOf(layer, measures),
    // The beginning and the end are small, and what they are called stands beside them.
    width: measures.boxWidth,
    height: 2 * measures.reach(name),
  }));
}

interface Labelled {
  points: readonly Point[];
  width: number;
}

/** One label after another where it disturbs least, then each again now that the others stand. */
function placeLabels(ways: readonly Labelled[], boxes: readonly Box[], width: number, height: number): Point[] {
  const crowd = new Map<string, Set<number>>();
  const keyAt = (x: number, y: number) => `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
  for (const [at, { points }] of ways.entries())
    for (const { x, y } of points) {
      const key = keyAt(x, y);
      crowd.set(key, (crowd.get(key) ?? new Set()).add(at));
    }
  const placed = new Map<number, Box>();
  const cost = (at: number, box: Box, fromMiddle: number) => {
    let sum = fromMiddle / 40;
    const [left, right] = [box.x - box.width / 2, box.x + box.width / 2];
    sum += Math.max(0, -left, right - width);
    for (const other of boxes) sum += overlap(box, other, 2);
    for (const [of, other] of placed) if (of !== at) sum += 2 * overlap(box, other, 4);
    for (let x = left; x < right + cell; x += cell)
      for (let y = box.y - height / 2; y < box.y + height / 2 + cell; y += cell)
        for (const other of crowd.get(keyAt(Math.min(x, right), Math.min(y, box.y + height / 2))) ?? [])
          if (other !== at) sum += 4;
    return sum;
  };
  const order = [...ways.entries()].toSorted(([, a], [, b]) => a.points.length - b.points.length);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, { points, width: own }] of order) {
      let best: { box: Box; cost: number } | null = null;
      const step = Math.max(1, Math.floor(points.length / mostCandidates));
      for (let index = 2; index < points.length - 2; index += step) {
        const point = points[index];
        if (!point) continue;
        const box = { ...point, width: own, height };
        const fromMiddle = Math.abs(index - points.length / 2) * (cell / 2);
        const costs = cost(at, box, fromMiddle);
        if (!best || costs < best.cost) best = { box, cost: costs };
      }
      if (best) placed.set(at, best.box);
    }
  return ways.map((_, at) => placed.get(at) ?? { x: 0, y: 0 });
}

/** Square pixels that two boxes share when they are to stand apart by a little. */
function overlap(one: Box, other: Box, apart: number): number {
  const width = (one.width + other.width) / 2 + apart - Math.abs(one.x - other.x);
  const height = (one.height + other.height) / 2 + apart - Math.abs(one.y - other.y);
  return width > 0 && height > 0 ? width * height : 0;
}
