import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { createFigure, listFigures, records } from "./figures.ts";

export function reportedFigureRoutes(routes: Routes): void {
  routes.route(api.listReportedFigures, async (ctx, { params, signal }) => ({
    items: await listFigures(ctx, params.id, signal),
  }));

  routes.route(api.createReportedFigure, async (ctx, { body }) => ({ id: await createFigure(ctx, body) }));

  routes.route(api.deleteReportedFigure, (ctx, { params }) => records.remove(ctx, params.id));
}
