import type { NounExamples } from "../../testing/examples.ts";

export const auditExamples: NounExamples = {
  audited: ({ call }) => ({
    exportAudit: () => call("GET", "audit/export?format=jsonl"),
  }),
};
