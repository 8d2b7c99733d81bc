export { createJourney, firstLanes } from "./edit-journey.ts";
export { journeyRoutes } from "./journeys.routes.ts";
export { journeysWith } from "./read-journeys.ts";
export { stepPeople } from "./step-people.ts";
