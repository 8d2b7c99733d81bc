import { type NounExamples, namedExamples, zelda } from "../../testing/examples.ts";

export const personaExamples: NounExamples = {
  things: async ({ t: { owner }, ids }) => {
    const body = { name: "Buyer", segment: ids.segments };
    return { personas: (await owner.request("POST /api/v1/personas", { body })).id };
  },
  audited: (examples) =>
    namedExamples(examples, "personas", "Persona", () => ({
      segment: examples.ids.segments,
      goals: [zelda.note],
      quotes: [{ text: zelda.note }],
    })),
  bodies: { updatePersona: { name: "X" } },
  sayNothing: ["listPersonas", "getPersona", "createPersona", "updatePersona", "deletePersona"],
};
