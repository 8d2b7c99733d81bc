export { auditPersonal } from "./audit.personal.ts";
export { auditRoutes } from "./audit.routes.ts";
export { type AuditWriter, createAudit, systemTrail } from "./create-audit.ts";
export { forgetAudit, forgetAuditJob } from "./retention.ts";
