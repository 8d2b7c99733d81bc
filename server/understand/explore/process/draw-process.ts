import type { ProcessAnswer } from "../../../../contracts/understand/process.ts";
import { xmlText } from "./xml-text.ts";

/** A picture shows the most frequent of both; the answer has all. */
const MOST_NODES = 30;
const MOST_EDGES = 90;

interface Node {
  name: string;
  label: string;
}

interface Edge {
  from: number;
  to: number;
  count: number;
}

interface Graph {
  /** The first is where traces begin, the last where they end. */
  nodes: Node[];
  edges: Edge[];
}

function graphOf(answer: ProcessAnswer): Graph {
  const shown = answer.activities.slice(0, MOST_NODES);
  const numbers = new Map(shown.map(({ name }, index) => [name, index + 1]));
  const end = shown.length + 1;
  const edges = answer.edges.flatMap(({ from, to, count }) => {
    const [source, target] = [numbers.get(from), numbers.get(to)];
    return source === undefined || target === undefined ? [] : [{ from: source, to: target, count }];
  });
  const borders = shown.flatMap(({ starts, ends }, index) => [
    { from: 0, to: index + 1, count: starts },
    { from: index + 1, to: end, count: ends },
  ]);
  return {
    nodes: [
      { name: "Start", label: `${answer.traces} traces` },
      ...shown.map(({ name, events }) => ({ name, label: `${events} events` })),
      { name: "End", label: "" },
    ],
    edges: [...edges.slice(0, MOST_EDGES), ...borders.filter(({ count }) => count > 0)],
  };
}

/** The graph as a Mermaid flowchart. */
export function drawMermaid(answer: ProcessAnswer): string {
  const { nodes, edges } = graphOf(answer);
  const end = nodes.length - 1;
  const lines = nodes.map(({ name, label }, index) => {
    const text = `"${mermaidText(name)}${label ? `<br/>${label}` : ""}"`;
    return index === 0 || index === end ? `  n${index}([${text}])` : `  n${index}[${text}]`;
  });
  const links = edges.map(({ from, to, count }) => `  n${from} -->|"${count}"| n${to}`);
  return `${["flowchart TD", ...lines, ...links].join("\n")}\n`;
}

/** All but letters, digits and plain marks as the entities of Mermaid, so that no name ends its label or formats it. */
function mermaidText(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/()+-]/gu, (character) => `#${character.codePointAt(0)};`);
}

const WIDTH = 190;
const HEIGHT = 48;
const GAP_X = 50;
const GAP_Y = 76;
const MARGIN = 40;
/** Characters of a name that fit a box. */
const FITTING = 25;

/** The graph as a picture: layers from start to end, ways back beside them. */
export function drawSvg(answer: ProcessAnswer): string {
  const { nodes, edges } = graphOf(answer);
  const layers = orderLayers(layersOf(nodes.length, edges), edges);
  const widest = Math.max(...layers.map((layer) => layer.length));
  const inner = widest * (WIDTH + GAP_X) - GAP_X;
  const places = new Map<number, { x: number; y: number; layer: number }>();
  for (const [index, layer] of layers.entries()) {
    const indent = (inner - (layer.length * (WIDTH + GAP_X) - GAP_X)) / 2;
    for (const [nth, node] of layer.entries())
      places.set(node, {
        x: MARGIN + indent + nth * (WIDTH + GAP_X),
        y: MARGIN + index * (HEIGHT + GAP_Y),
        layer: index,
      });
  }
  const most = Math.max(1, ...edges.map(({ count }) => count));
  const drawnEdges = edges.map(({ from, to, count }) => {
    const [a, b] = [places.get(from), places.get(to)];
    if (!a || !b) return "";
    const { path, x, y } = curve(a, b);
    const stroke = (1 + 4 * Math.sqrt(count / most)).toFixed(1);
    return `<path d="${path}" fill="none" stroke="#8a94a6" stroke-width="${stroke}" marker-end="url(#to)"><title>${xmlText(
      `${nodes[from]?.name} → ${nodes[to]?.name}: ${count}`,
    )}</title></path><text x="${x}" y="${y}" class="count">${count}</text>`;
  });
  const drawnNodes = nodes.map(({ name, label }, index) => {
    const place = places.get(index);
    if (!place) return "";
    const isBorder = index === 0 || index === nodes.length - 1;
    const middle = place.x + WIDTH / 2;
    return `<g><title>${xmlText(label ? `${name}: ${label}` : name)}</title><rect x="${place.x}" y="${place.y}" width="${WIDTH}" height="${HEIGHT}" rx="${
      isBorder ? HEIGHT / 2 : 8
    }" fill="${isBorder ? "#eef1f6" : "#ffffff"}" stroke="#4a5568"/><text x="${middle}" y="${place.y + (label ? 21 : 29)}" class="name">${xmlText(
      shorten(name),
    )}</text>${label ? `<text x="${middle}" y="${place.y + 38}" class="label">${xmlText(label)}</text>` : ""}</g>`;
  });
  const width = inner + 2 * MARGIN + GAP_X * 2;
  const height = layers.length * (HEIGHT + GAP_Y) - GAP_Y + 2 * MARGIN;
  const said = `${answer.activities.length} activities of ${answer.traces} traces. Numbers on lines say how often one directly follows the other.`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="Inter, system-ui, sans-serif">
<title id="title">Process by what directly follows what</title>
<desc id="description">${xmlText(said)}</desc>
<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#8a94a6"/></marker></defs>
<style>text{text-anchor:middle;fill:#1a202c}.name{font-size:13px}.label{font-size:12px;fill:#4a5568}.count{font-size:12px;paint-order:stroke;stroke:#ffffff;stroke-width:4px}</style>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${drawnEdges.join("\n")}
${drawnNodes.join("\n")}
</svg>
`;
}

function shorten(name: string): string {
  const letters = [...name];
  return letters.length <= FITTING ? name : `${letters.slice(0, FITTING - 1).join("")}…`;
}

/**
 * Which layer a node is in: as far from the start as its longest way there. Of ways that would close a circle, the more
 * frequent stay; the others lead back and do not count.
 */
function layersOf(count: number, edges: readonly Edge[]): number[][] {
  const ahead = Array.from({ length: count }, () => new Set<number>());
  const leadsTo = (from: number, to: number, seen = new Set<number>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(ahead[from] ?? [])].some((next) => leadsTo(next, to, seen));
  };
  for (const { from, to } of edges.toSorted((a, b) => b.count - a.count)) if (!leadsTo(to, from)) ahead[from]?.add(to);
  const depths = Array.from({ length: count }, () => 0);
  const settle = (node: number) => {
    for (const next of ahead[node] ?? []) {
      const depth = (depths[node] ?? 0) + 1;
      if (depth <= (depths[next] ?? 0)) continue;
      depths[next] = depth;
      settle(next);
    }
  };
  settle(0);
  // The end stands below everything, whether or not any way gets there.
  depths[count - 1] = Math.max(1, ...depths.slice(0, -1).map((depth) => depth + 1));
  const layers: number[][] = [];
  for (const [node, depth] of depths.entries()) {
    const layer = Math.max(depth, node === 0 ? 0 : 1);
    layers[layer] = [...(layers[layer] ?? []), node];
  }
  return Array.from(layers, (layer) => layer ?? []).filter((layer) => layer.length > 0);
}

/** Nodes of a layer in the order of the middles of what leads to them, so that fewer lines cross. */
function orderLayers(layers: number[][], edges: readonly Edge[]): number[][] {
  const place = new Map<number, number>();
  return layers.map((layer) => {
    const middle = (node: number) => {
      const before = edges.filter(({ from, to }) => to === node && place.has(from));
      const weight = before.reduce((sum, { count }) => sum + count, 0);
      return before.reduce((sum, { from, count }) => sum + (place.get(from) ?? 0) * count, 0) / Math.max(1, weight);
    };
    const middles = new Map(layer.map((node) => [node, middle(node)]));
    const ordered = layer.toSorted((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0) || a - b);
    for (const [index, node] of ordered.entries()) place.set(node, (index + 1) / (ordered.length + 1));
    return ordered;
  });
}

interface Place {
  x: number;
  y: number;
  layer: number;
}

/** The line between two boxes and where its number stands. */
function curve(a: Place, b: Place): { path: string; x: number; y: number } {
  if (a.layer < b.layer) {
    const [x1, y1, x2, y2] = [a.x + WIDTH / 2, a.y + HEIGHT, b.x + WIDTH / 2, b.y];
    const bend = (y2 - y1) / 2;
    return {
      path: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`,
      x: (x1 + x2) / 2,
      y: (y1 + y2) / 2,
    };
  }
  const isLoop = a === b;
  const [x1, y1, x2, y2] = [
    a.x + WIDTH,
    a.y + HEIGHT / 2 + (isLoop ? 12 : 0),
    b.x + WIDTH,
    b.y + HEIGHT / 2 - (isLoop ? 12 : 0),
  ];
  const out = Math.max(x1, x2) + GAP_X;
  return {
    path: `M${x1} ${y1}C${out} ${y1} ${out} ${y2} ${x2} ${y2}`,
    x: (out * 3 + (x1 + x2) / 2) / 4,
    y: (y1 + y2) / 2 + 4,
  };
}
