export { createJourney, firstLanes } from "./document/edit-journey.ts";
export { journeysWith } from "./document/read-journeys.ts";
export { journeyRoutes } from "./journeys.routes.ts";
export { stepPeople } from "./map/step-people.ts";
