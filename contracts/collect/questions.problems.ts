import { declareProblems } from "../declare-problems.ts";

/** Of the library of questions. */
export const questionProblems = declareProblems({
  key_in_use: {
    status: 409,
    detail: 'There is a question with the key "{{key}}" already; choose another.',
    reason: "another question has it",
  },
  key_means_kind: {
    status: 409,
    detail:
      'Answers under "{{key}}" always count as {{wanted}}. Make it a question of that kind, or choose another key.',
    reason: "answers under it always count as {{wanted}}",
  },
  question_answered_otherwise: {
    status: 409,
    detail:
      'Under "{{key}}" there are {{answers}} answers as {{given}}. Give the question that kind and scale, with higher as the good end, or choose another key.',
    reason: "there are {{answers}} answers under it as {{given}}",
  },
  question_scale_fixed: {
    status: 409,
    detail:
      "{{answers}} answers were given on this scale, and on another they would mean something else. Add a new question that replaces this one: numbers will show a break.",
    reason: "answers were given on it; add a new question that replaces this one",
  },
  question_wording_fixed: {
    status: 409,
    detail:
      "{{answers}} answers were given to this wording. Declare the change a corrected slip of the pen (isCorrection), or add a new question that replaces this one.",
    reason: "answers were given to it; declare a correction, or add a question that replaces it",
  },
  question_answered: {
    status: 409,
    detail:
      "{{answers}} answers belong to this question. Keep it; one that is asked no more can be replaced by another.",
  },
  question_without_metric: {
    status: 409,
    detail: "A rating feeds no metric, so there is no figure to compare with. Choose another question.",
    reason: "a rating feeds no metric to compare with",
  },
  too_many_figures: {
    status: 409,
    detail: "A question holds {{most}} figures of other tools. Delete one that is no longer needed.",
  },
  question_replaced: {
    status: 409,
    detail: '"{{name}}" replaces this question already. Replace that one.',
    reason: '"{{name}}" replaces it already',
  },
});
