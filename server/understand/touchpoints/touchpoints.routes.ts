import { api } from "../../../contracts/api.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { createTouchpoint, deleteTouchpoint, updateTouchpoint } from "./edit-touchpoint.ts";
import { getTouchpoint, getTouchpoints } from "./read-touchpoints.ts";

export function touchpointRoutes(routes: Routes): void {
  routes.route(api.listTouchpoints, async (ctx) => ({ items: await getTouchpoints(ctx) }));

  routes.route(api.getTouchpoint, (ctx, { params }) => getTouchpoint(ctx, params.id));

  routes.route(api.createTouchpoint, async (ctx, { body }) => getTouchpoint(ctx, await createTouchpoint(ctx, body)));

  routes.route(api.updateTouchpoint, async (ctx, { params, body, request }) => {
    await updateTouchpoint(ctx, params.id, body, revisionSeen(request));
    return getTouchpoint(ctx, params.id);
  });

  routes.route(api.deleteTouchpoint, (ctx, { params }) => deleteTouchpoint(ctx, params.id));
}
