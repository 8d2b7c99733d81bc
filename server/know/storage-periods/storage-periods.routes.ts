import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import type { Expiring } from "../../platform/personal-data/expiring.ts";
import { listPeriods, previewPeriod, setPeriod } from "./set-period.ts";

export function storagePeriodRoutes(routes: Routes, expiring: readonly Expiring[]): void {
  routes.route(api.listStoragePeriods, (ctx) => listPeriods(ctx));
  routes.route(api.previewStoragePeriod, (ctx, { params, query }) =>
    previewPeriod(ctx, expiring, { kind: params.kind, days: query.days }),
  );
  routes.route(api.updateStoragePeriod, (ctx, { params, body }) => setPeriod(ctx, params.kind, body.days));
}
