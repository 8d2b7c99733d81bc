export { createSavedQuery } from "./edit-saved-query.ts";
export { holdSavedQueries, savedQueriesUsing } from "./read-saved-queries.ts";
export { savedQueryRoutes } from "./saved-queries.routes.ts";
