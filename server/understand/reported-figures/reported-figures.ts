export { reportedFigureRoutes } from "./reported-figures.routes.ts";
