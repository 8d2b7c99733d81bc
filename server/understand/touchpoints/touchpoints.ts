export { checkTouchpointRule } from "./check-rule.ts";
export { createTouchpoint } from "./edit-touchpoint.ts";
export { getTouchpoint, getTouchpoints, records as touchpointRecords, touchpointRules } from "./read-touchpoints.ts";
export { touchpointKey } from "./touchpoint-name.ts";
export { feedbackAbout, type TouchpointRule, visitsTo } from "./touchpoint-sql.ts";
export { touchpointsPersonal } from "./touchpoints.personal.ts";
export { touchpointRoutes } from "./touchpoints.routes.ts";
export { usesOfQuery } from "./uses-of-query.ts";
