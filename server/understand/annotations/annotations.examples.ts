import { type NounExamples, namedExamples } from "../../testing/examples.ts";

const happenedAt = "2026-06-10T10:00:00Z";

export const annotationExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const body = { name: "Prices raised", kind: "price" as const, happenedAt };
    return { annotations: (await owner.request("POST /api/v1/annotations", { body })).id };
  },
  audited: (examples) =>
    namedExamples(examples, "annotations", "Annotation", () => ({
      happenedAt,
      touchpointId: examples.ids.touchpoints,
    })),
  bodies: { updateAnnotation: { name: "X", happenedAt } },
  sayNothing: ["listAnnotations", "getAnnotation", "createAnnotation", "updateAnnotation", "deleteAnnotation"],
};
