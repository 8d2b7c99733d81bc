import { api } from "../../../contracts/api.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { createAnnotation, records, updateAnnotation } from "./edit-annotation.ts";
import { getAnnotation, listAnnotations } from "./read-annotations.ts";

export function annotationRoutes(routes: Routes): void {
  routes.route(api.listAnnotations, (ctx, { query }) => listAnnotations(ctx, query));

  routes.route(api.getAnnotation, (ctx, { params }) => getAnnotation(ctx, params.id));

  routes.route(api.createAnnotation, async (ctx, { body }) => getAnnotation(ctx, await createAnnotation(ctx, body)));

  routes.route(api.updateAnnotation, async (ctx, { params, body, request }) => {
    await updateAnnotation(ctx, params.id, body, revisionSeen(request));
    return getAnnotation(ctx, params.id);
  });

  routes.route(api.deleteAnnotation, (ctx, { params }) => records.remove(ctx, params.id));
}
