export { activityRoutes } from "./activity.routes.ts";
export { forgetTestEventsJob } from "./test-events.ts";
