import { happens, type NounExamples, namedExamples, zelda } from "../../testing/examples.ts";

const rule = happens("Order Completed");

export const touchpointExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const touchpoint = await owner.request("POST /api/v1/touchpoints", { body: { name: "Checkout", rule } });
    return { touchpoints: touchpoint.id };
  },
  audited: (examples) =>
    namedExamples(examples, "touchpoints", "Touchpoint", () => ({
      rule: { all: [rule, { field: "properties.name", op: "eq", value: zelda.name }] },
    })),
  bodies: { updateTouchpoint: { name: "X", rule: happens("X") } },
  sayNothing: ["listTouchpoints", "getTouchpoint", "createTouchpoint", "updateTouchpoint", "deleteTouchpoint"],
};
