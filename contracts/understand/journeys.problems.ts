import { declareProblems } from "../declare-problems.ts";

export const journeyProblems = declareProblems({
  too_many_to_discover: {
    status: 400,
    detail: "There are {{total}} touchpoints; a map begins with at most {{most}}. Name events by rules.",
    reason: "more than {{most}} touchpoints; use rules",
  },
  rules_too_large: {
    status: 400,
    detail: 'naming.rules: those called "{{name}}" are one rule, which is too large.',
    reason: '{{total}} rules called "{{name}}" are one: {{fault}}',
  },
  file_lacks_touchpoint: {
    status: 400,
    detail: 'A step uses the touchpoint "{{id}}", which the file does not describe.',
  },
  file_lacks_persona: {
    status: 400,
    detail: 'The journey has the persona "{{id}}", which the file does not describe.',
  },
});

export const touchpointProblems = declareProblems({
  rule_not_of_events: {
    status: 400,
    detail: "{{path}}: a touchpoint is described by its events and feedback, not by {{what}}.",
    reason: "a touchpoint is described by its events and feedback, not by {{what}}",
  },
  no_such_touchpoint: { status: 404, detail: "There is no touchpoint with this id." },
  too_many_touchpoints: {
    status: 400,
    detail: "There are {{total}} touchpoints; a breakdown takes at most {{most}}. Ask for one with touchpointId.",
  },
});
