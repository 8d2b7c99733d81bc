export { createImports, type Imports } from "./create-imports.ts";
export type { ImportJob } from "./import-job.ts";
export { importRoutes } from "./imports.routes.ts";
