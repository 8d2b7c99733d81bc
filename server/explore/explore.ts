export { answerFunnel, funnelPeople } from "./answer-funnel.ts";
export { answerPaths, pathsPeople } from "./answer-paths.ts";
export { answerProcess, checkCase, processPeople } from "./answer-process.ts";
export { answerRetention, retentionPeople } from "./answer-retention.ts";
export { exploreRoutes } from "./explore.routes.ts";
export { isSet } from "./keys-sql.ts";
export { happening, numberEvents, numberRules } from "./naming-sql.ts";
export { casesSql, type Process } from "./process-sql.ts";
export { bitsSql, packing } from "./walk-sql.ts";
