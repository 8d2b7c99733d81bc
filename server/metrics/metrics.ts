export { choose } from "./definitions.ts";
export { type Figures, toMeasured } from "./metric.ts";
export { metricRoutes } from "./metrics.routes.ts";
export { breakdownSql, fieldAt } from "./narrow.ts";
export { type Bucket, bucketsOf, previousPeriod, resolvePeriod, type Span } from "./period.ts";
export { answerQuestion } from "./query.ts";
export { shareShape } from "./shapes.ts";
export * from "./statistics.ts";
export { verdictOf } from "./verdict.ts";
