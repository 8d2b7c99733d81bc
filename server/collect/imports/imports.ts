export { createImports, type Imports } from "./create-imports.ts";
export { importJobs, RUN_IMPORT } from "./import-jobs.ts";
export { importRoutes } from "./imports.routes.ts";
export { IMPORT_DONE, type ImportDone } from "./run/send-import-done.ts";
