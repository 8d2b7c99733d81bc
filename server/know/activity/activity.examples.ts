import { happens, type NounExamples } from "../../testing/examples.ts";

export const activityExamples: NounExamples = {
  audited: ({ call }) => ({
    deleteTestEvents: () => call("DELETE", "events/tests"),
    listRecentEvents: () => call("GET", "events/recent"),
    previewRule: () => call("POST", "events/preview", { rule: happens("Order Completed") }),
  }),
  asked: {
    listRecentEvents: [{}],
    listEventNames: [{}],
    listEventUnits: [{}],
    getTestEvents: [{}],
    previewRule: [{ payload: { rule: { field: "type", op: "eq", value: "track" } } }],
  },
  tell: ["listRecentEvents", "listEventNames", "listEventUnits", "previewRule"],
};
