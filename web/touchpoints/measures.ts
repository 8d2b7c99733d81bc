import type { MetricRef } from "../../contracts/understand/metrics.ts";
import type { TouchpointNumbers } from "../../contracts/understand/touchpoint-numbers.ts";
import type { ScoreKind } from "../../contracts/words/score-metrics.ts";
import { metricOnScale, unitOfScore } from "../metrics/score-metrics.ts";
import type { Unit } from "../ui/format.ts";

/** How many were at a touchpoint, and what they were asked, in the order in which it is shown. */
export const measures = [
  "people",
  "satisfaction",
  "expectation",
  "effort",
  "emotion",
  "nps",
] as const satisfies readonly ("people" | ScoreKind)[];
export type Measure = (typeof measures)[number];

export const unitOf = (measure: Measure): Unit => (measure === "people" ? "count" : unitOfScore(measure));

export function metricOf(measure: Measure, numbers: TouchpointNumbers | undefined): MetricRef {
  return measure === "people" ? { metric: "people" } : metricOnScale(measure, numbers);
}
