export { createImports, type Imports } from "./create-imports.ts";
export { importJobs, RUN_IMPORT } from "./import-jobs.ts";
export { importRoutes } from "./imports.routes.ts";
