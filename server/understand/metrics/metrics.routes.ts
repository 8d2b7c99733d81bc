import { api } from "../../../contracts/api.ts";
import { problem } from "../../platform/http/problem.ts";
import { queryKey } from "../../platform/http/query-id.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { describeMetrics } from "./definitions/definitions.ts";
import { answerQuery } from "./query/query.ts";
import { answerConsistency } from "./statistics/consistency.ts";
import { answerExplained } from "./statistics/explained.ts";

export function metricRoutes(routes: Routes): void {
  routes.route(api.listMetrics, () => ({ items: describeMetrics() }));
  routes.route(api.query, (ctx, { body, signal }) => answerQuery(ctx, body, signal));
  routes.route(api.getQueryProgress, async (ctx, { params }) => {
    const progress = await ctx.analytics.progress(queryKey(ctx, params.id));
    if (!progress) throw problem("no_such_query");
    return { ...progress, statements: progress.statements || null, rowsTotal: progress.rowsTotal || null };
  });
  routes.route(api.queryExplained, (ctx, { body, signal }) => answerExplained(ctx, body, signal));
  routes.route(api.queryConsistency, (ctx, { body, signal }) => answerConsistency(ctx, body, signal));
}
