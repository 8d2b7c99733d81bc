import type { NounExamples } from "../../testing/examples.ts";

export const backupExamples: NounExamples = {
  audited: ({ call }) => ({ createBackup: () => call("POST", "backup") }),
};
