import type { NounExamples } from "../../testing/examples.ts";

export const auditExamples: NounExamples = {
  audited: ({ call }) => ({
    updateAuditRetention: () => call("PUT", "audit/retention", { days: 365 }),
    exportAudit: () => call("GET", "audit/export?format=jsonl"),
  }),
};
