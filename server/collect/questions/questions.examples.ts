import { type NounExamples, namedExamples } from "../../testing/examples.ts";

const asked = { kind: "csat" as const, low: 1, high: 5, wordings: { en: { text: "How satisfied are you?" } } };

export const questionExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const body = { ...asked, name: "Satisfaction with delivery", key: "delivery-csat" };
    return { questions: (await owner.request("POST /api/v1/questions", { body })).id };
  },
  audited: (examples) => ({
    ...namedExamples(examples, "questions", "Question", (made) => ({ ...asked, key: `made-${made}` })),
    importQuestions: () =>
      examples.call("POST", "questions/import", { questions: [{ ...asked, name: "Many", key: "many" }] }),
  }),
  bodies: { updateQuestion: { ...asked, name: "X" } },
  sayNothing: ["listQuestions", "getQuestion", "createQuestion", "updateQuestion", "deleteQuestion", "importQuestions"],
  asked: { listAskedQuestions: [{}] },
};
