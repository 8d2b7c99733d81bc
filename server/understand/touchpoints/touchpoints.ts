export { checkTouchpointRule } from "./check-rule.ts";
export { createTouchpoint } from "./edit-touchpoint.ts";
export { getTouchpoints, touchpointRules } from "./read-touchpoints.ts";
export { touchpointKey } from "./touchpoint-name.ts";
export { feedbackAbout, type TouchpointRule, visitsTo } from "./touchpoint-sql.ts";
export { countBoundJourneys, removeUses, replaceUses } from "./touchpoint-uses.ts";
export { touchpointRoutes } from "./touchpoints.routes.ts";
