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
