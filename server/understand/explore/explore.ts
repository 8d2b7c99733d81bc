export { exploreRoutes } from "./explore.routes.ts";
export { answerFunnel, funnelPeople } from "./funnel/answer-funnel.ts";
export { answerPaths, pathsPeople } from "./paths/answer-paths.ts";
export { answerProcess, checkTrace, processPeople } from "./process/answer-process.ts";
export { type Process, tracesSql } from "./process/process-sql.ts";
export { isSet } from "./query/keys-sql.ts";
export { happening, numberEvents, numberRules } from "./query/naming-sql.ts";
export { bitsSql, packing } from "./query/walk-sql.ts";
export { answerRetention, retentionPeople } from "./retention/answer-retention.ts";
