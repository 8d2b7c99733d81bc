export { createSavedQuery } from "./edit-saved-query.ts";
export { records as savedQueryRecords } from "./read-saved-queries.ts";
export { savedQueryRoutes } from "./saved-queries.routes.ts";
