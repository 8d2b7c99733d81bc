import { type NounExamples, period } from "../../testing/examples.ts";

export const overviewExamples: NounExamples = {
  audited: ({ call }) => ({ updateOverview: () => call("PUT", "overview", { tiles: [] }) }),
  sayNothing: ["getOverview", "updateOverview"],
  asked: { getFirstSentence: [{ payload: { period } }] },
};
