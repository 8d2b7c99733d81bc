import { api } from "../../../contracts/api.ts";
import { getSegment } from "../../know/segments/segments.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { saveSegmentOf } from "./save-segment.ts";
import { exportPeople } from "./write-people.ts";

/** What can be done with the people behind any number. */
export function peopleRoutes(routes: Routes): void {
  routes.route(api.exportPeople, async (ctx, { body, reply, signal }) => {
    const { name, content } = await exportPeople(ctx, body, signal);
    reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
    return content;
  });

  routes.route(api.saveSegmentOfPeople, async (ctx, { body: { of, ...fields }, signal }) =>
    getSegment(ctx, await saveSegmentOf(ctx, fields, of, signal)),
  );
}
