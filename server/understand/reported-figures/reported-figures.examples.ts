import type { NounExamples } from "../../testing/examples.ts";

const said = { name: "Old tool", value: 40, n: 100, from: "2026-05-01", to: "2026-05-31" };

export const reportedFigureExamples: NounExamples = {
  things: async ({ t: { owner }, ids }) => {
    const body = { ...said, question: ids.questions ?? "" };
    return { "reported-figures": (await owner.request("POST /api/v1/reported-figures", { body })).id };
  },
  audited: ({ t: { owner }, ids, call }) => {
    const body = { ...said, question: ids.questions ?? "" };
    return {
      createReportedFigure: () => call("POST", "reported-figures", body),
      deleteReportedFigure: async () => {
        const { id } = await owner.request("POST /api/v1/reported-figures", { body });
        return call("DELETE", `reported-figures/${id}`);
      },
    };
  },
  asked: { listReportedFigures: [{ url: "questions/QUESTION/reported-figures" }] },
  sayNothing: ["createReportedFigure", "deleteReportedFigure"],
};
