export { overviewPersonal } from "./overview.personal.ts";
export { overviewRoutes } from "./overview.routes.ts";
export { saveTiles } from "./save-tiles.ts";
