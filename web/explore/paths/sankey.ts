import type { PathsAnswer } from "../../../contracts/understand/paths.ts";

type Kind = PathsAnswer["columns"][number]["nodes"][number]["kind"];

export interface SankeyNode {
  column: number;
  /** Its place in the nodes of its column. */
  index: number;
  kind: Kind;
  name: string;
  people: number;
  y: number;
  /** In proportion to its people. */
  height: number;
}

export interface SankeyBand {
  column: number;
  from: number;
  to: number;
  people: number;
  elapsed: PathsAnswer["links"][number]["elapsed"];
  /** Upper edges at both ends; `height` is the same at both. */
  y0: number;
  y1: number;
  height: number;
}

export interface Sankey {
  height: number;
  nodes: SankeyNode[];
  bands: SankeyBand[];
}

export interface SankeySizes {
  /** Of all people of the first column together. */
  fullHeight: number;
  /** A node has at least this much room, so that its lines of text never lie on the next. */
  leastRoom: (node: Pick<SankeyNode, "kind" | "name">) => number;
  gap: number;
}

const order: Record<Kind, number> = { named: 0, other: 1, left: 2 };

/**
 * Where everything of a paths diagram stands. Heights are people on one scale for all columns, so a column is as high as the
 * people who got to the one before; bands leave and enter a node without overlapping.
 */
export function layoutSankey(
  { people, columns, links }: Pick<PathsAnswer, "people" | "columns" | "links">,
  sizes: SankeySizes,
): Sankey {
  const { fullHeight, leastRoom, gap } = sizes;
  const scale = people > 0 ? fullHeight / people : 0;
  const placed = columns.map(({ nodes }, column) => {
    let y = 0;
    const stand = new Map<number, SankeyNode>();
    const sorted = nodes
      .map((node, index) => ({ ...node, index }))
      .sort((a, b) => order[a.kind] - order[b.kind] || b.people - a.people || a.index - b.index);
    for (const node of sorted) {
      const height = node.people * scale;
      stand.set(node.index, { ...node, column, y, height });
      y += Math.max(height, leastRoom(node)) + gap;
    }
    return { stand, height: Math.max(0, y - gap) };
  });
  const nodeAt = (column: number, index: number) => placed[column]?.stand.get(index);
  // From both ends in the order of the other end, so that bands cross as little as they can.
  const out = new Map<string, number>();
  const into = new Map<string, number>();
  const drawn = links.flatMap((link) => {
    const from = nodeAt(link.column, link.from);
    const to = nodeAt(link.column + 1, link.to);
    return from && to && link.people > 0 ? [{ link, from, to }] : [];
  });
  const take = (offsets: Map<string, number>, node: SankeyNode, height: number) => {
    const key = `${node.column}|${node.index}`;
    const used = offsets.get(key) ?? 0;
    offsets.set(key, used + height);
    return node.y + used;
  };
  const starts = new Map(
    drawn
      .toSorted((a, b) => a.from.column - b.from.column || a.from.y - b.from.y || a.to.y - b.to.y)
      .map(({ link, from }) => [link, take(out, from, link.people * scale)]),
  );
  const ends = new Map(
    drawn
      .toSorted((a, b) => a.to.column - b.to.column || a.to.y - b.to.y || a.from.y - b.from.y)
      .map(({ link, to }) => [link, take(into, to, link.people * scale)]),
  );
  return {
    height: Math.max(0, ...placed.map(({ height }) => height)),
    nodes: placed.flatMap(({ stand }) => [...stand.values()]),
    bands: drawn.map(({ link }) => ({
      ...link,
      y0: starts.get(link) ?? 0,
      y1: ends.get(link) ?? 0,
      height: link.people * scale,
    })),
  };
}

/** The outline of a band between two columns, whose left edges `xOf` gives. */
export function bandPath(band: SankeyBand, nodeWidth: number, xOf: (column: number) => number): string {
  const [from, to] = [xOf(band.column), xOf(band.column + 1)];
  const [x0, x1] = from < to ? [from + nodeWidth, to] : [from, to + nodeWidth];
  const middle = (x0 + x1) / 2;
  // A band of few people stays visible.
  const height = Math.max(band.height, 1);
  const [a, b] = [band.y0, band.y1];
  return (
    `M${x0} ${a}C${middle} ${a} ${middle} ${b} ${x1} ${b}V${b + height}` +
    `C${middle} ${b + height} ${middle} ${a + height} ${x0} ${a + height}Z`
  );
}
