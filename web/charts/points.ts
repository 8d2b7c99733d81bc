import type { AnswerRow } from "../../contracts/understand/metrics.ts";

/** One period of a series, as the API answers it. */
export type SeriesPoint = NonNullable<AnswerRow["series"]>[number];

interface Drawn {
  index: number;
  value: number;
}

/** The stretches without a gap: periods without a number are left open, never drawn as zero or joined across. */
export function runsOf(points: readonly SeriesPoint[]): Drawn[][] {
  const runs: Drawn[][] = [];
  let run: Drawn[] = [];
  for (const [index, { result }] of points.entries()) {
    if (result.value !== null && !result.hidden) run.push({ index, value: result.value });
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/**
 * A series in parts that no line joins, each as long as the whole: one part ends where a break begins. A period that holds a
 * break in its midst stands alone.
 */
export function partedAt(points: readonly SeriesPoint[], breaks: readonly string[]): SeriesPoint[][] {
  const cuts = new Set<number>();
  for (const instant of breaks.map(Date.parse)) {
    const index = points.findLastIndex(({ start }) => Date.parse(start) <= instant);
    if (index < 0) continue;
    cuts.add(index);
    if (Date.parse(points[index]?.start ?? "") < instant) cuts.add(index + 1);
  }
  const edges = [0, ...[...cuts].filter((cut) => cut > 0).sort((a, b) => a - b), points.length];
  const nothing = { value: null, n: 0, low: null, high: null, hidden: false };
  return edges.slice(1).flatMap((end, place) => {
    const start = edges[place] ?? 0;
    if (end <= start) return [];
    return [points.map((point, index) => (index >= start && index < end ? point : { ...point, result: nothing }))];
  });
}
