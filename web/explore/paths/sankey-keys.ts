import type { Sankey, SankeyBand, SankeyNode } from "./sankey.ts";

export type Part = { kind: "node"; node: SankeyNode } | { kind: "band"; band: SankeyBand };

/** Everything that can be pressed, in the order of reading: a node, its bands from above, the next node. */
export function partsOf({ nodes, bands }: Sankey): Part[] {
  return nodes
    .toSorted((a, b) => a.column - b.column || a.y - b.y)
    .flatMap((node): Part[] => [
      { kind: "node", node },
      ...bands
        .filter((band) => band.column === node.column && band.from === node.index)
        .sort((a, b) => a.y1 - b.y1)
        .map((band): Part => ({ kind: "band", band })),
    ]);
}

/** Where an arrow key leads: up and down within the column, left and right to the column beside. */
export function nextPart(parts: readonly Part[], index: number, key: string, isBackwards: boolean): number | undefined {
  const columnOf = (part: Part) => (part.kind === "node" ? part.node.column : part.band.column);
  const here = parts[index];
  if (!here) return undefined;
  const column = columnOf(here);
  if (key === "ArrowDown") return index + 1 < parts.length ? index + 1 : index;
  if (key === "ArrowUp") return Math.max(0, index - 1);
  if (key === "Home") return 0;
  if (key === "End") return parts.length - 1;
  const ahead = isBackwards ? "ArrowLeft" : "ArrowRight";
  if (key !== "ArrowRight" && key !== "ArrowLeft") return undefined;
  // A band leads to the nodes at its ends.
  const isEnd = (part: Part) =>
    part.kind === "node" &&
    (here.kind === "band"
      ? part.node.column === column + (key === ahead ? 1 : 0) &&
        part.node.index === (key === ahead ? here.band.to : here.band.from)
      : part.node.column === column + (key === ahead ? 1 : -1));
  const to = parts.findIndex(isEnd);
  return to === -1 ? index : to;
}
