export { auditExpiring } from "./audit.expiring.ts";
export { auditPersonal } from "./audit.personal.ts";
export { auditRoutes } from "./audit.routes.ts";
export { type AuditWriter, createAudit, systemTrail } from "./create-audit.ts";
