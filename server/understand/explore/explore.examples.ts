import { happens, type NounExamples, period } from "../../testing/examples.ts";

const naming = { by: "event" };
const process = { naming, period };
const people = { query: process, of: { activity: "Order Completed" } };
const from = { condition: happens("Order Completed") };
const paths = { anchor: { from }, naming, period };
const funnel = { steps: [from, { condition: happens("Delivered") }], period };
const cohorts = { query: { period, interval: "month", intervals: 1 }, cohort: 0 };

export const exploreExamples: NounExamples = {
  audited: ({ t: { owner }, call }) => ({
    listFunnelPeople: () => call("POST", "query/funnel/people", { query: funnel, step: 0 }),
    listRetentionPeople: () => call("POST", "query/retention/people", cohorts),
    listPathsPeople: async () => {
      const drawn = (await owner.inject({ method: "POST", url: "/api/v1/query/paths", payload: paths })).json();
      const { kind, name } = drawn.columns[0].nodes[0];
      return call("POST", "query/paths/people", { query: paths, column: 0, node: { kind, name } });
    },
    listProcessPeople: () => call("POST", "query/process/people", people),
    exportProcess: () => call("POST", "query/process/export?format=csv", process),
  }),
  asked: {
    queryFunnel: [{ payload: funnel }, { payload: { ...funnel, breakdown: "properties.place" } }],
    listFunnelPeople: [{ payload: { query: funnel, step: 0 } }],
    queryRetention: [{ payload: { period, interval: "week", intervals: 1 } }],
    listRetentionPeople: [{ payload: cohorts }],
    queryPaths: [{ payload: paths }],
    listPathsPeople: [{ payload: { query: paths, column: 0, node: { kind: "named", name: "Order Completed" } } }],
    queryProcess: [{ payload: process }],
    listProcessPeople: [{ payload: people }],
    exportProcess: ["csv", "xes", "mermaid", "svg"].map((format) => ({
      url: `query/process/export?format=${format}`,
      payload: process,
    })),
  },
  tell: [
    "queryFunnel",
    "listFunnelPeople",
    "listRetentionPeople",
    "queryProcess",
    "listProcessPeople",
    "exportProcess",
  ],
};
