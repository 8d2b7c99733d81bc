import { type NounExamples, namedExamples } from "../../testing/examples.ts";

export const unitExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const body = { key: "berlin", name: "Berlin", kind: "site" };
    return { units: (await owner.request("POST /api/v1/units", { body })).id };
  },
  audited: (examples) => ({
    ...namedExamples(examples, "units", "Unit", (made) => ({
      key: `made-${made}`,
      kind: "site",
      parentId: examples.ids.units,
    })),
    importUnits: () => examples.call("POST", "units/import", { units: [{ key: "many", name: "Many", kind: "site" }] }),
  }),
  bodies: { updateUnit: { name: "X", kind: "site" } },
  asked: { listUnits: [{}], getUnit: [{ url: "units/NORTH" }] },
  tell: ["listUnits"],
};
