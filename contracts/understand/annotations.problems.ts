import { declareProblems } from "../declare-problems.ts";

export const annotationProblems = declareProblems({
  written_by_program: {
    status: 409,
    detail: "The program wrote this by itself and would be misquoted. Delete it, and write another if you like.",
  },
});
