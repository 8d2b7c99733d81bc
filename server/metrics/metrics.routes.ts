import { api } from "../../contracts/api.ts";
import type { Routes } from "../platform/http/routes.ts";
import { answerConsistency } from "./consistency.ts";
import { describeMetrics } from "./definitions.ts";
import { answerQuestion } from "./query.ts";

export function metricRoutes(routes: Routes): void {
  routes.route(api.listMetrics, () => ({ items: describeMetrics() }));
  routes.route(api.query, (ctx, { body, signal }) => answerQuestion(ctx, body, signal));
  routes.route(api.queryConsistency, (ctx, { body, signal }) => answerConsistency(ctx, body, signal));
}
