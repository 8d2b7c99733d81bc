import { auditApi } from "../../../contracts/access/audit.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { exportAudit } from "./export-audit.ts";
import { listAudit } from "./list-audit.ts";

export function auditRoutes(routes: Routes): void {
  routes.route(auditApi.listAudit, (ctx, { query }) => listAudit(ctx, query));

  routes.route(auditApi.exportAudit, (ctx, { query, reply }) => {
    const day = ctx.now().toISOString().slice(0, 10);
    const type = query.format === "csv" ? "text/csv" : "application/jsonl";
    reply
      .type(`${type}; charset=utf-8`)
      .header("content-disposition", `attachment; filename="audit-${day}.${query.format}"`);
    return exportAudit(ctx, query);
  });
}
