import type { ProcessAnswer } from "../../../contracts/understand/process.ts";

export type ProcessEdge = ProcessAnswer["edges"][number];

/** Names that no activity has: where traces begin and end. */
export const beginning = "\u0000begin";
export const ending = "\u0000end";

export interface Picked {
  activities: ProcessAnswer["activities"];
  /** Between different activities. */
  edges: ProcessEdge[];
  loops: ProcessEdge[];
  begins: { name: string; traces: number }[];
  ends: { name: string; traces: number }[];
}

/**
 * The frequent part of a process: so many activities, and so large a share of the connections between them, the most
 * frequent first. The strongest way into and out of every activity stays, so that none hangs alone.
 */
export function pickFlow(answer: ProcessAnswer, activityCount: number, edgeShare: number): Picked {
  const activities = answer.activities.slice(0, activityCount);
  const known = new Set(activities.map(({ name }) => name));
  const inside = answer.edges
    .filter(({ from, to }) => known.has(from) && known.has(to))
    .toSorted((a, b) => b.count - a.count);
  const between = inside.filter(({ from, to }) => from !== to);
  const kept = new Set(between.slice(0, Math.ceil(between.length * edgeShare)));
  for (const { name } of activities) {
    const into = between.find(({ to }) => to === name);
    const out = between.find(({ from }) => from === name);
    if (into) kept.add(into);
    if (out) kept.add(out);
  }
  const strongest = (of: (activity: ProcessAnswer["activities"][number]) => number) => {
    const sorted = activities.filter((each) => of(each) > 0).toSorted((a, b) => of(b) - of(a));
    return sorted
      .slice(0, Math.max(1, Math.ceil(sorted.length * edgeShare)))
      .map((each) => ({ name: each.name, traces: of(each) }));
  };
  return {
    activities,
    edges: between.filter((edge) => kept.has(edge)),
    loops: inside.filter(({ from, to }) => from === to),
    begins: strongest(({ starts }) => starts),
    ends: strongest(({ ends }) => ends),
  };
}
