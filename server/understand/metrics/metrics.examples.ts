import { type NounExamples, period } from "../../testing/examples.ts";

const everyField = ["channel", "touchpoint", "unit", "unit_then", "unit.region", "unit_then.shop", "properties.place"];
const metrics = ["volume", "people", "revenue", "csat", "nps"].map((metric) => ({ metric }));

export const metricExamples: NounExamples = {
  // The id that a page gave its query.
  things: async () => ({ query: "0190a000-0000-7000-8000-00000000abcd" }),
  sayNothing: ["listMetrics", "getQueryProgress"],
  asked: {
    query: everyField.map((field) => ({ payload: { metrics, breakdowns: [field], period } })),
    queryExplained: [{ payload: { metric: { metric: "csat" }, fields: everyField, period } }],
    queryConsistency: [{ payload: { metric: { metric: "csat" }, by: "properties.place", period } }],
  },
  tell: ["query"],
};
