import { declareProblems } from "../declare-problems.ts";

export const storagePeriodsProblems = declareProblems({
  storage_period_out_of_range: {
    status: 400,
    detail: "{{path}}: this is kept for {{least}} to {{most}} days.",
    reason: "{{least}} to {{most}} days",
  },
});
