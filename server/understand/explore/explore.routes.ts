import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { answerFunnel, listFunnelPeople } from "./funnel/answer-funnel.ts";
import { answerPaths, listPathsPeople } from "./paths/answer-paths.ts";
import { answerProcess, listProcessPeople } from "./process/answer-process.ts";
import { exportProcess } from "./process/export-process.ts";
import { answerRetention, listRetentionPeople } from "./retention/answer-retention.ts";

export function exploreRoutes(routes: Routes): void {
  routes.route(api.queryFunnel, (ctx, { body, signal }) => answerFunnel(ctx, body, signal));
  routes.route(api.listFunnelPeople, (ctx, { body, signal }) => listFunnelPeople(ctx, body, signal));
  routes.route(api.queryPaths, (ctx, { body, signal }) => answerPaths(ctx, body, signal));
  routes.route(api.listPathsPeople, (ctx, { body, signal }) => listPathsPeople(ctx, body, signal));
  routes.route(api.queryRetention, (ctx, { body, signal }) => answerRetention(ctx, body, signal));
  routes.route(api.listRetentionPeople, (ctx, { body, signal }) => listRetentionPeople(ctx, body, signal));
  routes.route(api.queryProcess, (ctx, { body, signal }) => answerProcess(ctx, body, signal));
  routes.route(api.listProcessPeople, (ctx, { body, signal }) => listProcessPeople(ctx, body, signal));
  routes.route(api.exportProcess, async (ctx, { body, query, reply, signal }) => {
    const { name, type, content } = await exportProcess(ctx, body, query, signal);
    reply.type(type).header("content-disposition", `attachment; filename="${name}"`);
    return content;
  });
}
