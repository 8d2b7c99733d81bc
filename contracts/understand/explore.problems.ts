import { declareProblems } from "../declare-problems.ts";

export const exploreProblems = declareProblems({
  no_such_column: {
    status: 400,
    detail: "The picture has {{columns}} columns; column {{column}} has no such people.",
    reason: "must be under {{most}}",
  },
  no_such_node: {
    status: 400,
    detail: "Those who left are behind the first column, and nothing comes after them.",
    reason: "`left` needs a column from 1 on and no `next`",
  },
  log_names_customers: {
    status: 403,
    detail: "A log says what single customers did; it needs the permission to read contacts. Use mermaid or svg.",
  },
  step_without_touchpoint: {
    status: 400,
    detail: "Step {{step}} asks for a touchpoint that is not there.",
    reason: "no touchpoint has this id; choose one that exists",
  },
  naming_too_wide: {
    status: 400,
    detail: "There are {{total}} touchpoints; naming by touchpoint takes at most {{most}}. Name events by rules.",
    reason: "more than {{most}} touchpoints; use rules",
  },
  too_many_cohorts: {
    status: 400,
    detail:
      "{{cohorts}} cohorts of {{columns}} columns in {{groups}} groups are too many; ask for a shorter period, a longer interval or no breakdown.",
  },
  not_in_answer: {
    status: 400,
    detail: "{{path}}: there are {{total}}, counted from 0.",
    reason: "not below {{total}}",
  },
  invalid_brackets: {
    status: 400,
    detail: "brackets: each ends later than the one before, such as [1, 3, 7].",
    reason: "not rising",
  },
  period_in_future: {
    status: 400,
    detail: "period: it begins in the future, where nobody can have begun yet.",
    reason: "begins in the future",
  },
});
