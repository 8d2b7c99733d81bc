export { exploreRoutes } from "./explore.routes.ts";
export { bitsSql, packing } from "./walk-sql.ts";
