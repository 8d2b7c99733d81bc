export { createSavedQuery } from "./edit-saved-query.ts";
export { records as savedQueryRecords } from "./read-saved-queries.ts";
export { savedQueriesPersonal } from "./saved-queries.personal.ts";
export { savedQueryRoutes } from "./saved-queries.routes.ts";
