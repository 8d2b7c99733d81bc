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

const metrics: Record<Measure, MetricRef> = {
  people: { metric: "people" },
  satisfaction: { metric: "csat", variant: "mean" },
  expectation: { metric: "expectation" },
  effort: { metric: "ces", variant: "mean" },
  emotion: { metric: "emotion" },
  nps: { metric: "nps" },
};

/** How a number is asked for over time: a score on the scale that it was measured on. */
export function metricOf(measure: Measure, numbers: TouchpointNumbers | undefined): MetricRef {
  const scale = measure === "people" ? undefined : numbers?.[measure]?.scale;
  const hasScales = measure === "satisfaction" || measure === "effort";
  return { ...metrics[measure], ...(scale && hasScales ? { params: { scale: scale[1] } } : {}) };
}
