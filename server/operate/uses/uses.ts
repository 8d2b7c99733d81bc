export { usesRoutes } from "./uses.routes.ts";
