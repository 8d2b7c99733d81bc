import type { StepNumbers } from "../../contracts/understand/journeys.ts";
import type { MetricRef } from "../../contracts/understand/metrics.ts";
import { type ScoreKind, scoreMetrics } from "../../contracts/words/score-metrics.ts";
import type { Unit } from "../ui/format.ts";

export const unitOfScore = (score: ScoreKind): Unit => (score === "nps" ? "points" : "score");

/** How a score is asked for anew: on the scale that it was measured on, where there are several. */
export function metricOnScale(score: ScoreKind, numbers: Pick<StepNumbers, ScoreKind> | undefined): MetricRef {
  const scale = numbers?.[score]?.scale;
  const hasScales = score === "satisfaction" || score === "effort";
  return { ...scoreMetrics[score], ...(scale && hasScales ? { params: { scale: scale[1] } } : {}) };
}
