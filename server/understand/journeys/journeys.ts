export { createJourney, firstLanes } from "./document/edit-journey.ts";
export { journeysPersonal } from "./journeys.personal.ts";
export { journeyRoutes } from "./journeys.routes.ts";
export { stepPeople } from "./map/step-people.ts";
export { touchpointPeople } from "./map/touchpoint-numbers.ts";
