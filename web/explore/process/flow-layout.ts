/** What follows what, to be drawn: `weight` decides which way is forward. */
export interface FlowEdge {
  from: string;
  to: string;
  weight: number;
}

export interface PlacedNode {
  name: string;
  layer: number;
  /** Its middle, from the left. */
  x: number;
}

export interface PlacedEdge {
  from: string;
  to: string;
  /** Against the main direction. */
  isBack: boolean;
  /** The middle of what it leaves, what it passes between, and what it reaches: x and layer, along its own direction. */
  points: { x: number; layer: number }[];
}

export interface Flow {
  width: number;
  layers: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

interface Slot {
  key: string;
  layer: number;
  size: number;
  x: number;
  /** Where an edge passes a layer. */
  isPass: boolean;
}

interface Link {
  slot: Slot;
  /** How much the two want to stand below each other. */
  pull: number;
}

const sweeps = 12;

/**
 * A layered drawing (after Sugiyama, Tagawa and Toda 1981): a direction that as little weight as possible goes against
 * (greedily, Eades, Lin and Smyth 1993), layers by longest path, places for edges that pass a layer, and an order in each
 * layer by the middle of the neighbours. Long edges are pulled straight (the weights of Gansner et al. 1993).
 */
export function layoutFlow(
  names: readonly string[],
  edges: readonly FlowEdge[],
  nodeSize: number,
  passSize: number,
): Flow {
  const known = new Set(names);
  const ways = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const place = new Map(forwardOrder(names, ways).map((name, index) => [name, index]));
  const placeOf = (name: string) => place.get(name) ?? 0;
  const turned = ways.map((edge) => {
    const isBack = placeOf(edge.from) > placeOf(edge.to);
    return { edge, isBack, upper: isBack ? edge.to : edge.from, lower: isBack ? edge.from : edge.to };
  });

  const layer = new Map(names.map((name) => [name, 0]));
  for (const name of names.toSorted((a, b) => placeOf(a) - placeOf(b)))
    for (const { upper, lower } of turned)
      if (upper === name) layer.set(lower, Math.max(layer.get(lower) ?? 0, (layer.get(name) ?? 0) + 1));

  const layers: Slot[][] = [];
  const put = (key: string, index: number, size: number, isPass: boolean): Slot => {
    const slot = { key, layer: index, size, x: 0, isPass };
    while (layers.length <= index) layers.push([]);
    layers[index]?.push(slot);
    return slot;
  };
  const nodes = new Map(names.map((name) => [name, put(name, layer.get(name) ?? 0, nodeSize, false)]));
  const chains = turned.map(({ edge, isBack, upper, lower }, index) => {
    const [top, bottom] = [nodes.get(upper), nodes.get(lower)];
    const passing: Slot[] = [];
    for (let between = (top?.layer ?? 0) + 1; between < (bottom?.layer ?? 0); between += 1)
      passing.push(put(`${index}/${between}`, between, passSize, true));
    return { edge, isBack, slots: [top, ...passing, bottom].filter((slot) => slot !== undefined) };
  });

  const above = new Map<Slot, Link[]>();
  const below = new Map<Slot, Link[]>();
  const note = (links: Map<Slot, Link[]>, of: Slot, slot: Slot) => {
    const pull = of.isPass && slot.isPass ? 8 : of.isPass || slot.isPass ? 2 : 1;
    links.set(of, [...(links.get(of) ?? []), { slot, pull }]);
  };
  for (const { slots } of chains)
    for (const [index, slot] of slots.entries()) {
      const next = slots[index + 1];
      if (!next) continue;
      note(below, slot, next);
      note(above, next, slot);
    }
  for (const row of layers) spread(row);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const links = isDown ? above : below;
    for (const row of isDown ? layers : layers.toReversed()) {
      const want = (slot: Slot) => middle(slot, links.get(slot) ?? []).x;
      const order = new Map(row.map((slot) => [slot, want(slot)]));
      row.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      settle(row, (slot) => links.get(slot) ?? []);
    }
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (const row of sweep % 2 === 0 ? layers : layers.toReversed())
      settle(row, (slot) => [...(above.get(slot) ?? []), ...(below.get(slot) ?? [])]);

  const slots = layers.flat();
  const left = Math.min(0, ...slots.map(({ x, size }) => x - size / 2));
  const right = Math.max(0, ...slots.map(({ x, size }) => x + size / 2));
  for (const slot of slots) slot.x -= left;
  return {
    width: right - left,
    layers: layers.length,
    nodes: names.flatMap((name) => {
      const slot = nodes.get(name);
      return slot ? [{ name, layer: slot.layer, x: slot.x }] : [];
    }),
    edges: chains.map(({ edge, isBack, slots: way }) => {
      const points = way.map((slot) => ({ x: slot.x, layer: slot.layer }));
      return { from: edge.from, to: edge.to, isBack, points: isBack ? points.toReversed() : points };
    }),
  };
}

/** Names in an order that little weight goes against. */
function forwardOrder(names: readonly string[], edges: readonly FlowEdge[]): string[] {
  const rest = new Set(names);
  const first: string[] = [];
  const last: string[] = [];
  while (rest.size > 0) {
    const [out, into] = [new Map<string, number>(), new Map<string, number>()];
    for (const { from, to, weight } of edges) {
      if (!rest.has(from) || !rest.has(to)) continue;
      out.set(from, (out.get(from) ?? 0) + weight);
      into.set(to, (into.get(to) ?? 0) + weight);
    }
    const open = [...rest];
    const sink = open.find((name) => !out.has(name) && into.has(name));
    const source = open.find((name) => !into.has(name));
    const lead = (name: string) => (out.get(name) ?? 0) - (into.get(name) ?? 0);
    const next = sink ?? source ?? open.reduce((best, name) => (lead(name) > lead(best) ? name : best));
    rest.delete(next);
    if (next === sink) last.unshift(next);
    else first.push(next);
  }
  return [...first, ...last];
}

/** Side by side around the middle, in the order they have. */
function spread(row: readonly Slot[]): void {
  let x = -row.reduce((sum, { size }) => sum + size, 0) / 2;
  for (const slot of row) {
    slot.x = x + slot.size / 2;
    x += slot.size;
  }
}

/** Where a slot would stand among its neighbours, and how firmly. */
function middle(slot: Slot, links: readonly Link[]): { x: number; pull: number } {
  const pull = links.reduce((sum, link) => sum + link.pull, 0);
  if (pull === 0) return { x: slot.x, pull: 0.1 };
  return { x: links.reduce((sum, link) => sum + link.pull * link.slot.x, 0) / pull, pull };
}

/** As near to the neighbours as the order and the sizes in the row allow: least squares, by pooling adjacent violators. */
function settle(row: readonly Slot[], linksOf: (slot: Slot) => readonly Link[]): void {
  const blocks: { x: number; pull: number; members: { slot: Slot; offset: number }[] }[] = [];
  let taken = 0;
  for (const slot of row) {
    const offset = taken + slot.size / 2;
    taken += slot.size;
    const want = middle(slot, linksOf(slot));
    let block = { x: want.x - offset, pull: want.pull, members: [{ slot, offset }] };
    for (let last = blocks.at(-1); last && last.x > block.x; last = blocks.at(-1)) {
      const pull = last.pull + block.pull;
      const x = (last.x * last.pull + block.x * block.pull) / pull;
      block = { x, pull, members: [...last.members, ...block.members] };
      blocks.pop();
    }
    blocks.push(block);
  }
  for (const { x, members } of blocks) for (const { slot, offset } of members) slot.x = x + offset;
}
