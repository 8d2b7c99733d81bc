export { eraseAgain } from "./erase-again.ts";
export { personalDataRoutes } from "./personal-data.routes.ts";
export { ERASE, type ErasingOptions, eraseDue, eraseJob } from "./run-erasure.ts";
export { watchErased } from "./watch-erased.ts";
