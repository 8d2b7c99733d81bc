import { laneMetrics } from "../../contracts/understand/journeys.ts";
import type { MetricRef } from "../../contracts/understand/metrics.ts";
import type { TouchpointNumbers } from "../../contracts/understand/touchpoint-numbers.ts";
import type { Unit } from "../ui/format.ts";

/** What customers are asked about a touchpoint. */
export const scores = ["satisfaction", "expectation", "effort", "emotion", "nps"] as const;
export type Score = (typeof scores)[number];

export const measures = ["people", ...scores] as const;
export type Measure = (typeof measures)[number];

export const unitOf = (measure: Measure): Unit =>
  measure === "people" ? "count" : measure === "nps" ? "points" : "score";

/** How a number is asked for over time: a score on the scale that it was measured on. */
export function metricOf(measure: Measure, numbers: TouchpointNumbers | undefined): MetricRef {
  if (measure === "people") return { metric: "people" };
  const scale = numbers?.[measure]?.scale;
  const hasScales = measure === "satisfaction" || measure === "effort";
  return { ...laneMetrics[measure], ...(scale && hasScales ? { params: { scale: scale[1] } } : {}) };
}
