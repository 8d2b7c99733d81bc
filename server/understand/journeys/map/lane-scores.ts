import type { StepNumbers } from "../../../../contracts/understand/journeys.ts";
import { type ScoreKind, scoreMetrics } from "../../../../contracts/words/score-metrics.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { choose, type Figures, toMeasured, verdictOf } from "../../metrics/metrics.ts";

type BoundNumber = NonNullable<StepNumbers[ScoreKind]>;

/** One way to compute a lane: its metric, on one scale. */
interface Reading {
  lane: ScoreKind;
  key: string;
  chosen: ReturnType<typeof choose>;
  scale: [number, number];
  figures: Record<string, Sql>;
}

/** Scales a query may have been asked on, the usual one first; null: the metric has only its own. */
const SCALES: Record<ScoreKind, readonly number[] | null> = {
  satisfaction: [5, 7, 3, 2, 10],
  effort: [7, 5],
  nps: null,
  emotion: null,
  expectation: null,
};

export const scoredLanes = Object.keys(SCALES) as ScoreKind[];

const readings: readonly Reading[] = scoredLanes.flatMap((lane) =>
  (SCALES[lane] ?? [null]).map((points): Reading => {
    const chosen = choose({ ...scoreMetrics[lane], ...(points === null ? {} : { params: { scale: points } }) }, lane);
    const { metric, variant, params } = chosen;
    const scale: [number, number] = points === null ? (metric.scale ?? [0, 0]) : [1, points];
    // A rating may be any number; only what lies on the scale is an answer to this query.
    const onScale = lane === "nps" ? sql`1` : sql`feedback_score between ${scale[0]} and ${scale[1]}`;
    const when = sql`(${metric.scope(params)}) and ${onScale}`;
    const key = points === null ? lane : `${lane}_${points}`;
    return { lane, key, chosen, scale, figures: metric.figures(variant, params, when) };
  }),
);

/** Aggregates over feedback that all lanes are computed from. */
export const laneFigures: readonly Sql[] = [
  ...readings.flatMap(({ key, figures }) =>
    Object.entries(figures).map(([name, figure]) => sql`${figure} as ${typed.name(`${key}__${name}`)}`),
  ),
  ...scoredLanes.map((lane) => {
    const [first] = readings.filter((reading) => reading.lane === lane);
    const scope = first ? first.chosen.metric.scope(first.chosen.params) : sql`0`;
    return sql`countIf(${scope}) as ${typed.name(`${lane}__answers`)}`;
  }),
];

export type ScoreRow = Readonly<Record<string, unknown>>;

/**
 * A lane's number at one step: on the scale that most answers of the period were given on. Null when nobody was asked.
 * `before` is absent when nothing is compared, and null when nobody was asked then.
 */
export function laneNumber(lane: ScoreKind, now: ScoreRow | undefined, before?: ScoreRow | null): BoundNumber | null {
  if (!now) return null;
  const [best] = readings
    .filter((reading) => reading.lane === lane)
    .map((reading) => ({ reading, current: estimateOf(reading, now) }))
    .sort((a, b) => b.current.n - a.current.n);
  if (!best || best.current.n === 0) return null;
  const { reading, current } = best;
  const { metric, variant } = reading.chosen;
  const number: BoundNumber = {
    result: toMeasured(current, metric.minimumN),
    definition: `${metric.name}@${metric.version}`,
    scale: reading.scale,
    leftOut: Number(now[`${lane}__answers`]) - current.n,
  };
  if (before === undefined) return number;
  const previous = figuresOf(reading, before ?? {});
  return {
    ...number,
    comparison: {
      previous: toMeasured(metric.estimate(previous, variant), metric.minimumN),
      ...verdictOf(metric, figuresOf(reading, now), previous, variant),
    },
  };
}

function estimateOf(reading: Reading, row: ScoreRow) {
  const { value, n, low, high } = reading.chosen.metric.estimate(figuresOf(reading, row), reading.chosen.variant);
  const [first, last] = reading.lane === "nps" ? [-100, 100] : reading.scale;
  const within = (bound: number | null) => (bound === null ? null : Math.min(last, Math.max(first, bound)));
  return { value, n, low: within(low), high: within(high) };
}

function figuresOf({ key, figures }: Reading, row: ScoreRow): Figures {
  return Object.fromEntries(
    Object.keys(figures).map((name) => {
      const value = row[`${key}__${name}`];
      return [name, value === null || value === undefined ? null : Number(value)];
    }),
  );
}
