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
  /** From one layer to the next where ways run about straight down. */
  layerHeight: number;
  labelHeight: number;
  /** How far before its goal a way ends, so that its arrow has room. */
  arrowLength: number;
  /** Half the height of a node. */
  reach: (name: string) => number;
  /** How far the ways into and out of a node may stand apart; 0 where all meet in its middle. */
  breadth: (name: string) => number;
  /** How thick a way is drawn. */
  thickness: (edge: PlacedEdge) => number;
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
const mostCandidates = 56;
const rounds = 3;
/** What it costs a label to lie on a cell that another way touches. */
const struck = 12;
/** Where a label stands, in parts of its size from a point of its way: upon it, or aside where another way runs close by. */
const onTheWay = [{ across: 0, down: 0, cost: 0 }];
const besideIt = [
  { across: -0.42, down: 0, cost: 6 },
  { across: 0.42, down: 0, cost: 6 },
  { across: 0, down: -0.4, cost: 6 },
  { across: 0, down: 0.4, cost: 6 },
];
/** How far to a side a way may go before its layers move apart, by how much of what is beyond, and at most. */
const steep = 120;
const slack = 0.2;
const mostSlack = 64;

/**
 * Ways between the boxes of a flow: each leaves and enters at a place of its own, runs upright beside the boxes it passes and
 * bends only between layers. Labels stand on their ways, where they touch no box, no other label and as few ways as possible.
 */
export function drawWays(flow: Flow, measures: FlowMeasures, labelWidth: (edge: PlacedEdge) => number): FlowWay[] {
  const ports = portsOf(flow, measures);
  const levels = levelsOf(flow, measures);
  const drawn = flow.edges.map((edge) => {
    const vertices = verticesOf(edge, measures, levels, ports);
    const end = vertices.at(-1) ?? { x: 0, y: 0 };
    return {
      edge,
      path: pathOf(vertices),
      end,
      points: sample(vertices),
      thickness: measures.thickness(edge),
      width: labelWidth(edge),
    };
  });
  const { arrowLength } = measures;
  const arrowOf = ({ edge, end: { x, y }, thickness }: (typeof drawn)[number]): Box => ({
    x,
    y: y + (edge.isBack ? -arrowLength : arrowLength) / 2,
    width: thickness + 6,
    height: arrowLength,
  });
  const labels = placeLabels(
    drawn,
    [...boxesOf(flow, measures, levels), ...drawn.map(arrowOf)],
    flow.width,
    measures.labelHeight,
  );
  return drawn.map(({ edge, path, end }, index) => ({ edge, path, end, label: labels[index] ?? { x: 0, y: 0 } }));
}

/** The middles of the layers, from above: further apart where ways go far to a side, so that they do not lie in a flat bundle. */
export function levelsOf(
  flow: Flow,
  { layerHeight, boxHeight }: Pick<FlowMeasures, "layerHeight" | "boxHeight">,
): number[] {
  const spans = Array.from({ length: flow.layers }, () => 0);
  for (const edge of flow.edges) {
    const points = downward(edge);
    for (const [index, { x, layer }] of points.entries()) {
      const before = points[index - 1];
      if (before) spans[layer] = Math.max(spans[layer] ?? 0, Math.abs(x - before.x));
    }
  }
  let y = boxHeight / 2;
  return spans.map((span, layer) => {
    if (layer > 0) y += layerHeight + Math.min(mostSlack, Math.max(0, span - steep) * slack);
    return y;
  });
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
    for (const [index, { edge, port }] of side.entries()) {
      const own = ports.get(edge);
      if (own) own[port] = (index - (side.length - 1) / 2) * gap;
    }
  }
  return ports;
}

/** Where a way bends, in its own direction: pairs of ends of a curve, with something upright between them. */
function verticesOf(
  edge: PlacedEdge,
  measures: FlowMeasures,
  levels: readonly number[],
  ports: Map<PlacedEdge, Record<Port, number>>,
): Point[] {
  const { isBack, from, to } = edge;
  const [upper, lower] = isBack ? [to, from] : [from, to];
  const own = ports.get(edge) ?? { upper: 0, lower: 0 };
  const points = downward(edge);
  const vertices = points.flatMap(({ x, layer }, index): Point[] => {
    const y = levels[layer] ?? 0;
    const apart = (isGoal: boolean) => (isGoal ? measures.arrowLength : 0);
    if (index === 0) return [{ x: x + own.upper, y: y + measures.reach(upper) + apart(isBack) }];
    if (index === points.length - 1) return [{ x: x + own.lower, y: y - measures.reach(lower) - apart(!isBack) }];
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
    .map(({ x, y }, index) => {
      const before = vertices[index - 1];
      if (!before) return `M${x} ${y}`;
      if (index % 2 === 0) return `L${x} ${y}`;
      const half = (before.y + y) / 2;
      return `C${before.x} ${half} ${x} ${half} ${x} ${y}`;
    })
    .join("");
}

/** Points along a way, at most half a cell apart. */
function sample(vertices: readonly Point[]): Point[] {
  return vertices.flatMap((to, index) => {
    const from = vertices[index - 1];
    if (!from) return [to];
    const parts = Math.max(1, Math.ceil((Math.abs(to.x - from.x) * 1.5 + Math.abs(to.y - from.y)) / (cell / 2)));
    return Array.from({ length: parts }, (_, step) => {
      const part = (step + 1) / parts;
      const rest = 1 - part;
      if (index % 2 === 0) return { x: from.x * rest + to.x * part, y: from.y * rest + to.y * part };
      const bend = rest ** 3 + 3 * rest ** 2 * part;
      const half = 3 * rest * part * 0.5;
      return {
        x: bend * from.x + (1 - bend) * to.x,
        y: (rest ** 3 + half) * from.y + (part ** 3 + half) * to.y,
      };
    });
  });
}

function boxesOf(flow: Flow, measures: FlowMeasures, levels: readonly number[]): Box[] {
  return flow.nodes.map(({ name, x, layer }) => ({
    x,
    y: levels[layer] ?? 0,
    // The beginning and the end are small, and what they are called stands beside them.
    width: measures.boxWidth,
    height: 2 * measures.reach(name),
  }));
}

interface Labelled {
  points: readonly Point[];
  thickness: number;
  width: number;
}

/** One label after another where it disturbs least, then each again now that the others stand. */
function placeLabels(ways: readonly Labelled[], boxes: readonly Box[], width: number, height: number): Point[] {
  const crowd = crowdOf(ways);
  const placed = new Map<number, Box>();
  /** What a label lies on, counted no further than what is too much already. */
  const disturbed = (index: number, box: Box, tooMuch: number) => {
    const [left, right] = [box.x - box.width / 2, box.x + box.width / 2];
    let sum = Math.max(0, -left, right - width);
    for (const other of boxes) sum += overlap(box, other, 2);
    for (const [of, other] of placed) if (of !== index) sum += 2 * overlap(box, other, 4);
    if (sum >= tooMuch) return sum;
    const [top, bottom] = [Math.floor((box.y - height / 2) / cell), Math.floor((box.y + height / 2) / cell)];
    for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column += 1)
      for (let row = top; row <= bottom; row += 1)
        for (const other of crowd.get(column)?.get(row) ?? []) if (other !== index) sum += struck;
    return sum;
  };
  const order = [...ways.entries()].toSorted(([, a], [, b]) => a.points.length - b.points.length);
  for (let round = 0; round < rounds; round += 1)
    for (const [place, { points, width: own }] of order) {
      let best: { box?: Box; cost: number } = { cost: Number.POSITIVE_INFINITY };
      const step = Math.max(1, Math.floor(points.length / mostCandidates));
      for (const places of [onTheWay, besideIt]) {
        for (let index = 2; index < points.length - 2; index += step) {
          const point = points[index];
          if (!point) continue;
          const fromMiddle = (Math.abs(index - points.length / 2) * (cell / 2)) / 40;
          for (const { across, down, cost: aside } of places) {
            const box = { x: point.x + across * own, y: point.y + down * height, width: own, height };
            const cost = fromMiddle + aside + disturbed(place, box, best.cost - fromMiddle - aside);
            if (cost < best.cost) best = { box, cost };
          }
        }
        if (best.cost < struck) break;
      }
      if (best.box) placed.set(place, best.box);
    }
  return ways.map((_, index) => placed.get(index) ?? { x: 0, y: 0 });
}

/** Which ways touch a cell of the ground, by its column and row. */
function crowdOf(ways: readonly Labelled[]): Map<number, Map<number, Set<number>>> {
  const crowd = new Map<number, Map<number, Set<number>>>();
  const put = (index: number, x: number, y: number) => {
    const column = Math.floor(x / cell);
    const row = Math.floor(y / cell);
    const rows = crowd.get(column) ?? new Map<number, Set<number>>();
    crowd.set(column, rows.set(row, (rows.get(row) ?? new Set()).add(index)));
  };
  for (const [index, { points, thickness }] of ways.entries())
    for (const { x, y } of points)
      for (const across of [-thickness / 2, thickness / 2]) {
        put(index, x + across, y);
        put(index, x, y + across);
      }
  return crowd;
}

/** Square pixels that two boxes share when they are to stand apart by a little. */
function overlap(one: Box, other: Box, apart: number): number {
  const width = (one.width + other.width) / 2 + apart - Math.abs(one.x - other.x);
  const height = (one.height + other.height) / 2 + apart - Math.abs(one.y - other.y);
  return width > 0 && height > 0 ? width * height : 0;
}
