export { annotationsPersonal } from "./annotations.personal.ts";
export { annotationRoutes } from "./annotations.routes.ts";
export { createAnnotation } from "./edit-annotation.ts";
export { annotateImport, annotateTakeBack } from "./program/annotate-import.ts";
export { forgetLife } from "./program/annotate-outage.ts";
export { watchJobs } from "./program/watch-jobs.ts";
