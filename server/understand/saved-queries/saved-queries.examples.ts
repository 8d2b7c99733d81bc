import { type NounExamples, namedExamples, period, zelda } from "../../testing/examples.ts";

const query = { metrics: [{ metric: "nps" }] };

export const savedQueryExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const saved = await owner.request("POST /api/v1/saved-queries", { body: { name: "Loyalty", query } });
    return { "saved-queries": saved.id };
  },
  audited: (examples) =>
    namedExamples(examples, "saved-queries", "SavedQuery", () => ({
      query: { ...query, filter: { field: "user_id", op: "eq", value: zelda.email } },
    })),
  bodies: { updateSavedQuery: { name: "X", query } },
  sayNothing: ["listSavedQueries", "getSavedQuery", "createSavedQuery", "updateSavedQuery", "deleteSavedQuery"],
  asked: {
    answerSavedQuery: [{ url: "saved-queries/SAVED/answer", payload: {} }],
    answerQueries: [
      {
        payload: {
          queries: [
            { query: { metrics: [{ metric: "volume" }], breakdowns: ["properties.place"], period } },
            { savedQuery: "SAVED" },
          ],
        },
      },
    ],
  },
  tell: ["answerQueries"],
};
