export { metricRoutes } from "./metrics.routes.ts";
export { type Bucket, bucketsOf, previousPeriod, resolvePeriod, type Span } from "./period.ts";
export { answerQuestion } from "./query.ts";
export * from "./statistics.ts";
