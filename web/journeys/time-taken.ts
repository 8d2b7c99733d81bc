import { useMap } from "./map-model.ts";

/** Time from step to step as it is coloured: from the quickest way of the map to the slowest. */
export interface TimeTaken {
  /** Median seconds. */
  quickest: number;
  slowest: number;
  colourOf: (seconds: number) => string;
}

/** From blue to orange, which stay apart for every kind of colour vision. */
const colourAt = (share: number) =>
  `color-mix(in oklab, var(--color-series-3) ${Math.round(share * 100)}%, var(--color-series-7))`;

/** Null where the map is not observed, or nobody went from step to step. */
export function useTimeTaken(): TimeTaken | null {
  const { observed, numbers } = useMap();
  const medians = [...numbers.values()].flatMap(({ sinceBefore }) => sinceBefore.median ?? []);
  if (!observed || medians.length === 0) return null;
  const [quickest, slowest] = [Math.min(...medians), Math.max(...medians)];
  // Minutes stand beside days: equal factors are equal distances.
  const place = (seconds: number) => Math.log(1 + seconds);
  const reach = place(slowest) - place(quickest);
  return {
    quickest,
    slowest,
    colourOf: (seconds) => colourAt(reach === 0 ? 0 : (place(seconds) - place(quickest)) / reach),
  };
}

/** The scale as a background, quick at its start. */
export const timeScale = `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map(colourAt).join(", ")})`;
