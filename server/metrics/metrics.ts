export { choose } from "./definitions.ts";
export { type Figures, toMeasured } from "./metric.ts";
export { metricRoutes } from "./metrics.routes.ts";
export { previousPeriod, resolvePeriod, type Span } from "./period.ts";
export * from "./statistics.ts";
export { verdictOf } from "./verdict.ts";
