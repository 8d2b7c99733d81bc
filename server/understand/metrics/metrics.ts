export { choose, describeMetrics } from "./definitions/definitions.ts";
export { type Figures, toMeasured } from "./definitions/metric.ts";
export { shareShape } from "./definitions/shapes.ts";
export { metricRoutes } from "./metrics.routes.ts";
export { breakdownSql, fieldAt } from "./query/narrow.ts";
export { type Bucket, bucketsOf, previousPeriod, resolvePeriod, type Span } from "./query/period.ts";
export { answerQuery } from "./query/query.ts";
export { verdictOf } from "./query/verdict.ts";
export * from "./statistics/statistics.ts";
