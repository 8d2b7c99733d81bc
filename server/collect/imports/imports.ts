export { createImports, type Imports } from "./create-imports.ts";
export { importRoutes } from "./imports.routes.ts";
export type { ImportJob } from "./run/import-job.ts";
