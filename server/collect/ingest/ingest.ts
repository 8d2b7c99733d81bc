export { createIngest, type Ingest } from "./create-ingest.ts";
export { feedbackRoutes } from "./feedback.routes.ts";
export type { Sender } from "./read/to-row.ts";
export { journalHead } from "./store/pending-events.ts";
export { trackingRoutes } from "./tracking.routes.ts";
