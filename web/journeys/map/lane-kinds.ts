import type { LaneKind } from "../../../contracts/understand/journeys.ts";
import type { MetricRef } from "../../../contracts/understand/metrics.ts";
import { type ScoreKind, scoreMetrics } from "../../../contracts/words/score-metrics.ts";
import { unitOfScore } from "../../metrics/score-metrics.ts";
import type { Unit } from "../../ui/format.ts";

/** What a lane holds when a person types into it. */
export interface TypedNumber {
  low: number;
  high: number;
  step: number;
}

interface LaneShape {
  /** Computed from data where the step has a touchpoint. */
  metric?: MetricRef;
  unit?: Unit;
  typed: TypedNumber | "text";
}

const askedOf = (kind: ScoreKind) => ({ metric: scoreMetrics[kind], unit: unitOfScore(kind) });

const score = (low: number, high: number): TypedNumber => ({ low, high, step: 0.1 });

/** In the order of the menu that adds them. */
export const laneShapes: Record<LaneKind, LaneShape> = {
  volume: { metric: { metric: "people" }, unit: "count", typed: { low: 0, high: 1_000_000_000, step: 1 } },
  emotion: { ...askedOf("emotion"), typed: score(-2, 2) },
  satisfaction: { ...askedOf("satisfaction"), typed: score(1, 5) },
  expectation: { ...askedOf("expectation"), typed: score(1, 5) },
  effort: { ...askedOf("effort"), typed: score(1, 7) },
  nps: { ...askedOf("nps"), typed: { low: -100, high: 100, step: 1 } },
  quotes: { typed: "text" },
  channel: { metric: { metric: "people" }, unit: "count", typed: "text" },
  pain: { typed: "text" },
  opportunity: { typed: "text" },
  owner: { typed: "text" },
  backstage: { typed: "text" },
  storyboard: { typed: "text" },
  text: { typed: "text" },
};

export const laneKinds = Object.keys(laneShapes) as LaneKind[];

/** Whether the number of a kind is a mean on a scale, shown as a point with its interval. */
export function isScoreKind(kind: LaneKind): kind is ScoreKind {
  return kind in scoreMetrics;
}
