import { happens, type NounExamples, period } from "../../testing/examples.ts";

const steps = [{ condition: happens("Order Completed") }, { condition: happens("Delivered") }];
const of = { funnel: { query: { steps, period }, step: 0 } };

export const peopleExamples: NounExamples = {
  audited: ({ call }) => ({
    exportPeople: () => call("POST", "people/csv", { of }),
    saveSegmentOfPeople: () => call("POST", "people/segment", { name: "The people", of }),
  }),
  asked: {
    exportPeople: [{ payload: { of: { segment: { id: "SEGMENT" } } } }, { payload: { of } }],
    saveSegmentOfPeople: [{ payload: { name: "Of the people, UNIQUE", of } }],
  },
  tell: ["exportPeople"],
};
