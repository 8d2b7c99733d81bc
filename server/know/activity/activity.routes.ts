import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { listEventNames } from "./event-names.ts";
import { listEventUnits } from "./event-units.ts";
import { previewRule } from "./preview-rule.ts";
import { listRecentEvents } from "./recent-events.ts";
import { countTestEvents, deleteTestEvents } from "./test-events.ts";

export function activityRoutes(routes: Routes): void {
  routes.route(api.listRecentEvents, (ctx, { query, signal }) => listRecentEvents(ctx, query, signal));
  routes.route(api.getTestEvents, (ctx) => countTestEvents(ctx));
  routes.route(api.deleteTestEvents, (ctx) => deleteTestEvents(ctx));
  routes.route(api.previewRule, (ctx, { body, signal }) => previewRule(ctx, body, signal));
  routes.route(api.listEventNames, (ctx, { signal }) => listEventNames(ctx, signal));
  routes.route(api.listEventUnits, (ctx, { signal }) => listEventUnits(ctx, signal));
}
