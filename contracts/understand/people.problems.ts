import { declareProblems } from "../declare-problems.ts";

/** Of the people behind a number, and of the sentences of a persona that somebody really said. */
export const peopleProblems = declareProblems({
  saving_names_customers: {
    status: 403,
    detail: "Saving people as a segment names them one by one; it needs the permission contacts:read too.",
  },
  too_many_people: {
    status: 400,
    detail:
      "There are {{total}} people behind this number; a segment of chosen people holds {{most}}. Narrow the query with a filter or a shorter period, or describe the segment by what they did.",
    reason: "more than {{most}} people",
  },
  nobody: { status: 400, detail: "There is nobody behind this number; choose another.", reason: "nobody" },
  quote_names_customers: {
    status: 403,
    detail: "{{path}}: what customers said needs the permission contacts:read too; leave out the source.",
    reason: "needs the permission contacts:read",
  },
  unknown_quote: {
    status: 400,
    detail: "{{path}}: no feedback with a text has this id.",
    reason: "not a feedback with a text; choose another or leave out the source",
  },
});
