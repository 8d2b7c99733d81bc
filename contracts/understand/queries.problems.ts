import { declareProblems } from "../declare-problems.ts";

/** What any query of the numbers may be refused for. */
export const queryProblems = declareProblems({
  query_too_large: {
    status: 422,
    detail:
      "The query needs more memory than it may use. Ask for a shorter period, fewer breakdowns or a narrower filter.",
  },
  query_too_long: {
    status: 422,
    detail:
      "The query with its filters and segments is longer than may be asked. Ask for fewer metrics or segments, or a narrower filter.",
  },
  query_too_slow: {
    status: 422,
    detail:
      "The query took longer than it may ({{seconds}} s). Ask for a shorter period, fewer steps or breakdowns, or a narrower filter.",
  },
  too_many_queries: { status: 503, detail: "Too many queries at once. Ask again in a moment.", retryAfter: 2 },
  no_such_query: {
    status: 404,
    detail: "No query runs under this id: it waits for its turn, or is answered.",
  },
  period_reversed: {
    status: 400,
    detail: "The period ends before it begins: `from` must lie before `to`.",
  },
  period_too_far: { status: 400, detail: "A period lies within the years 1970 to 2298." },
  too_many_intervals: {
    status: 400,
    detail: "More than {{most}} {{interval}}s; ask for a shorter period or a longer interval.",
  },
  too_many_series: {
    status: 400,
    detail: "The breakdown has too many values for a series; narrow it with a filter.",
  },
  breakdown_not_possible: {
    status: 400,
    detail: "Churn and retention count people over time; break them down by a field.",
  },
  account_names_customers: {
    status: 403,
    detail: "Breaking down by account names customers, and takes the permission contacts:read.",
  },
  field_names_customers: {
    status: 403,
    detail: "Breaking down by {{field}} names customers, and takes the permission contacts:read.",
  },
  condition_picks_customers: {
    status: 403,
    detail:
      "{{path}}: a condition on {{what}} picks out customers, and takes the permission contacts:read. Ask without it.",
    reason: "picks out customers by {{what}}",
  },
  unknown_field: {
    status: 400,
    detail: '{{path}}: "{{field}}" is not {{what}}.',
    reason: "not a field; use {{use}}",
  },
  unknown_metric: {
    status: 400,
    detail: 'There is no metric called "{{name}}". There is: {{known}}.',
    reason: "unknown; use one of {{known}}",
  },
  unknown_variant: {
    status: 400,
    detail: 'There is no variant of {{metric}} called "{{name}}". There is: {{known}}.',
    reason: "unknown; use one of {{known}}",
  },
  unknown_parameter: {
    status: 400,
    detail: 'There is no parameter of {{metric}} called "{{name}}". There is: {{known}}.',
    reason: "unknown; use one of {{known}}",
  },
  invalid_parameter: {
    status: 400,
    detail: "{{path}} takes a number above 0 and up to 3,660.",
    reason: "not a number above 0 and up to 3,660",
  },
  metric_not_testable: {
    status: 400,
    detail: "metric: {{metric}} cannot be tested for consistency. Ask for NPS, CSAT, CES, emotion or expectation.",
    reason: "not a metric of scores or shares of feedback",
  },
  metric_not_explained: {
    status: 400,
    detail: "metric: {{metric}} is no score or share of single answers, which fields could tell apart.",
    reason: "not a score or share of single answers",
  },
  too_many_values: {
    status: 400,
    detail: "by: the field has too many values to test; choose another or narrow it with a filter.",
    reason: "too many values",
  },
  invalid_query: { status: 400, detail: "This query is not understood." },
  saved_query_outdated: {
    status: 400,
    detail: "This query is not understood any more; change it and save it.",
  },
});
