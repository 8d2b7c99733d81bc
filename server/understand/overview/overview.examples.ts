import type { NounExamples } from "../../testing/examples.ts";

export const overviewExamples: NounExamples = {
  audited: ({ call }) => ({ updateOverview: () => call("PUT", "overview", { tiles: [] }) }),
  sayNothing: ["getOverview", "updateOverview"],
};
