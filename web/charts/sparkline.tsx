import type { SeriesPoint } from "./points.ts";
import { runsOf } from "./points.ts";

export interface SparklineProps {
  points: readonly SeriesPoint[];
  /** Said to screen readers; the tile beside it carries the numbers. */
  label: string;
  className?: string;
}

const width = 120;
const height = 32;
const inset = 3;

/** The shape of a series in one glance. Gaps stay gaps; the running period is a hollow dot. */
export function Sparkline({ points, label, className }: SparklineProps) {
  const values = points.flatMap(({ result }) => (result.value === null || result.hidden ? [] : [result.value]));
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (index: number) => inset + (index / Math.max(1, points.length - 1)) * (width - 2 * inset);
  const y = (value: number) => height - inset - ((value - low) / span) * (height - 2 * inset);
  const runs = runsOf(points);
  const last = runs.at(-1)?.at(-1);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      preserveAspectRatio="none"
      className={className ?? "h-8 w-30"}
    >
      {runs.map((run) => (
        <polyline
          key={run[0]?.index}
          points={run.map(({ index, value }) => `${x(index)},${y(value)}`).join(" ")}
          fill="none"
          stroke="var(--color-series-1)"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {last ? (
        <path
          d={`M${x(last.index)} ${y(last.value)}h0.001`}
          stroke="var(--color-series-1)"
          strokeWidth="5"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
      {last && points[last.index]?.complete === false ? (
        <path
          d={`M${x(last.index)} ${y(last.value)}h0.001`}
          stroke="var(--color-surface)"
          strokeWidth="2.5"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  );
}
