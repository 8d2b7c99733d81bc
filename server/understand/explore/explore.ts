export { exploreRoutes } from "./explore.routes.ts";
export { answerFunnel, funnelPeople } from "./funnel/answer-funnel.ts";
export { answerPaths, pathsPeople } from "./paths/answer-paths.ts";
export { answerProcess, checkCase, processPeople } from "./process/answer-process.ts";
export { casesSql, type Process } from "./process/process-sql.ts";
export { isSet } from "./question/keys-sql.ts";
export { happening, numberEvents, numberRules } from "./question/naming-sql.ts";
export { bitsSql, packing } from "./question/walk-sql.ts";
export { answerRetention, retentionPeople } from "./retention/answer-retention.ts";
