import { api } from "../../../contracts/api.ts";
import { mustSeeAll } from "../../access/access.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { segmentHistory } from "./count/history.ts";
import { createSegment, deleteSegment, updateSegment } from "./edit-segment.ts";
import { listMembers, previewSegment, sizeOf } from "./list-members.ts";
import { getSegment, listSegments } from "./read-segments.ts";

export function segmentRoutes(routes: Routes): void {
  routes.route(api.listSegments, async (ctx) => ({ items: await listSegments(ctx) }));

  routes.route(api.getSegment, (ctx, { params }) => getSegment(ctx, params.id));

  routes.route(api.getSegmentSize, async (ctx, { params, signal }) => {
    const { condition } = await getSegment(ctx, params.id);
    return sizeOf(ctx, condition, signal);
  });

  routes.route(api.getSegmentHistory, (ctx, { params, query }) => {
    mustSeeAll(ctx);
    return segmentHistory(ctx, params.id, query);
  });

  routes.route(api.listSegmentMembers, (ctx, { params, query, signal }) => listMembers(ctx, params.id, query, signal));

  routes.route(api.previewSegment, (ctx, { body, signal }) => previewSegment(ctx, body.condition, signal));

  routes.route(api.createSegment, async (ctx, { body }) => getSegment(ctx, await createSegment(ctx, body)));

  routes.route(api.updateSegment, async (ctx, { params, body, request }) => {
    await updateSegment(ctx, params.id, body, revisionSeen(request));
    return getSegment(ctx, params.id);
  });

  routes.route(api.deleteSegment, (ctx, { params }) => deleteSegment(ctx, params.id));
}
