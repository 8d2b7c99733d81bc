export { mayPickPeople, refusePicking } from "./may-pick-people.ts";
export { peopleRoutes } from "./people.routes.ts";
