export { overviewRoutes } from "./overview.routes.ts";
export { saveTiles } from "./save-tiles.ts";
