export { createImports, type Imports } from "./create-imports.ts";
export { openUploads, type Uploads } from "./file/uploads.ts";
export { importJobs, RUN_IMPORT } from "./import-jobs.ts";
export { importsPersonal } from "./imports.personal.ts";
export { importRoutes } from "./imports.routes.ts";
export { IMPORT_DONE, type ImportDone } from "./run/send-import-done.ts";
