export { activityRoutes } from "./activity.routes.ts";
export { testEventsExpiring } from "./test-events.ts";
