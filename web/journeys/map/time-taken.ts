import { useMap } from "./map-model.ts";

/** Time from step to step as it is coloured: from the quickest way of the map to the slowest. */
export interface TimeTaken {
  /** Median seconds. */
  quickest: number;
  slowest: number;
  /** Of the way to a step; null where it was not taken. */
  to: (step: string) => { median: number; p90: number; colour: string } | null;
}

/** From blue to orange, which stay apart for every kind of colour vision. */
const colourAt = (share: number) =>
  `color-mix(in oklab, var(--color-series-3) ${Math.round(share * 100)}%, var(--color-series-7))`;

/** Null where the map is not observed, or nobody went from step to step. */
export function useTimeTaken(): TimeTaken | null {
  const { observed } = useMap();
  const medians = [...(observed?.steps.values() ?? [])].flatMap(({ sinceBefore }) => sinceBefore.median ?? []);
  if (!observed || medians.length === 0) return null;
  const [quickest, slowest] = [Math.min(...medians), Math.max(...medians)];
  // Minutes stand beside days: equal factors are equal distances.
  const place = (seconds: number) => Math.log(1 + seconds);
  const reach = place(slowest) - place(quickest);
  return {
    quickest,
    slowest,
    to(step) {
      const { median, p90 } = observed.steps.get(step)?.sinceBefore ?? { median: null, p90: null };
      if (median === null) return null;
      const share = reach === 0 ? 0 : (place(median) - place(quickest)) / reach;
      return { median, p90: p90 ?? median, colour: colourAt(share) };
    },
  };
}

/** The scale as a background, quick at its top. */
export const timeScale = `linear-gradient(${[0, 0.25, 0.5, 0.75, 1].map(colourAt).join(", ")})`;
