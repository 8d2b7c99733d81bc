export { createJourney, firstLanes } from "./edit-journey.ts";
export { importJourney } from "./journey-file.ts";
export { journeyTemplates } from "./journey-templates.ts";
export { journeyRoutes } from "./journeys.routes.ts";
