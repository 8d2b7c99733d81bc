import { declareProblems } from "./declare-problems.ts";

/** What may be refused of anything that people give a name, and of what uses it. `kind` is the word of `words/kinds.ts`. */
export const recordProblems = declareProblems({
  name_taken: {
    status: 409,
    detail: 'There is a {{kind}} called "{{name}}" already; names differ in more than {{differ}}.',
  },
  too_many_records: {
    status: 409,
    detail: "A workspace holds {{most}} {{nouns}}; delete one that is not used.",
    more: ["kind"],
  },
  in_use: {
    status: 409,
    detail: "It is used by {{users}}. Take it out there first.",
    more: ["kind", "kinds", "names", "total"],
  },
  unknown_record: {
    status: 400,
    detail: '{{path}}: there is no {{kind}} with the id "{{id}}"; choose another, or leave it out.',
    reason: "asks for a {{kind}} that is not there",
  },
});
