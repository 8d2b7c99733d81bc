import { declareProblems } from "../declare-problems.ts";

export const segmentProblems = declareProblems({
  segment_in_segment: {
    status: 400,
    detail: "{{path}}: a segment is not made of segments; write its condition here.",
    reason: "a segment is not made of segments; write its condition here",
  },
  event_field_of_person: {
    status: 400,
    detail: '{{path}}: a person has traits; put fields of events into "where" of a "did".',
    reason: 'a person has traits; put fields of events into "where" of a "did"',
  },
  trait_of_event: {
    status: 400,
    detail: '{{path}}: an event has no traits; put them beside the "did".',
    reason: 'an event has no traits; put them beside the "did"',
  },
  too_many_points: {
    status: 400,
    detail:
      'interval: from {{instant}} on there are more than {{most}} of each {{interval}}; choose a longer interval or a later "from".',
    reason: "too many points",
  },
  too_many_chosen_people: {
    status: 400,
    detail:
      "{{path}}: the segments name {{total}} chosen people; a query takes at most {{most}}. Use fewer of them at once.",
    reason: "names more than {{most}} chosen people",
  },
  unknown_people_list: {
    status: 400,
    detail:
      "{{path}}: it names a list of people that is not there; take that part out, or save the people as a segment again.",
    reason: "names a list of people that is not there",
  },
  too_many_segments: {
    status: 400,
    detail: "{{path}}: it asks for {{total}} segments; at most {{most}}.",
    reason: "too many segments",
  },
  too_many_groups: {
    status: 400,
    detail: "{{path}}: it asks for {{total}} groups; at most {{most}}.",
    reason: "too many groups; make a segment of them",
  },
  condition_needs_history: {
    status: 400,
    detail: 'A condition with "{{part}}" cannot be used here; use a field of the event.',
  },
  condition_needs_person: {
    status: 400,
    detail: 'A condition on "traits" cannot be used here; use a field of the event.',
  },
});
