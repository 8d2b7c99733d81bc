import type { Measured } from "../../contracts/understand/metrics.ts";

interface ScaleTrackProps {
  scale: readonly [number, number];
  result: Measured;
  /** Where people expected it, when that is known. */
  expected?: number | undefined;
}

/** The place of a number on its scale, with the interval around it. */
export function ScaleTrack({ scale: [from, to], result, expected }: ScaleTrackProps) {
  const placeOf = (value: number) => Math.max(0, Math.min(100, ((value - from) / (to - from)) * 100));
  if (result.value === null) return null;
  return (
    <span aria-hidden className="relative my-2 block h-1 rounded-full bg-hover">
      {result.low !== null && result.high !== null ? (
        <span
          className="absolute -inset-y-0.5 rounded-full bg-series-1 opacity-30"
          style={{
            insetInlineStart: `${placeOf(result.low)}%`,
            width: `${Math.max(2, placeOf(result.high) - placeOf(result.low))}%`,
          }}
        />
      ) : null}
      {expected === undefined ? null : (
        <span
          className="absolute -inset-y-1 border-ink border-s border-dashed"
          style={{ insetInlineStart: `${placeOf(expected)}%` }}
        />
      )}
      <span
        className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full border-2 border-surface bg-series-1"
        style={{ insetInlineStart: `${placeOf(result.value)}%` }}
      />
    </span>
  );
}
