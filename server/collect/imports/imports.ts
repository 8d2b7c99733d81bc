export { createImports, type Imports } from "./create-imports.ts";
export { openUploads, type Uploads } from "./file/uploads.ts";
export { importJobs, RUN_IMPORT, TAKE_BACK_IMPORT } from "./import-jobs.ts";
export { importsExpiring } from "./imports.expiring.ts";
export { importRowsMigration } from "./imports.migrations.ts";
export { importsPersonal } from "./imports.personal.ts";
export { importRoutes } from "./imports.routes.ts";
export { IMPORT_DONE, IMPORT_TAKEN_BACK, type ImportDone, type ImportTakenBack } from "./run/send-import-done.ts";
