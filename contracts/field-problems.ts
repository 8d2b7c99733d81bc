/** What may be wrong with a field of a request, and the names of the values that say more of it. */
export const fieldProblems = {
  required: [],
  wrong_type: ["expected"],
  invalid_format: ["format"],
  not_an_address: [],
  not_an_instant: [],
  not_a_web_address: [],
  out_of_range: [],
  ends_too_early: [],
  not_one_of: ["options"],
  unexpected: ["names"],
  too_short: ["minimum"],
  too_long: ["maximum"],
  too_small: ["minimum"],
  too_big: ["maximum"],
  too_few: ["minimum"],
  too_many: ["maximum"],
  not_above: ["minimum"],
  not_below: ["maximum"],
  not_multiple_of: ["divisor"],
  unclean_text: [],
  control_character: [],
  unknown_time_zone: [],
  invalid_condition: [],
  too_many_steps: ["maximum"],
  unknown_column: ["column"],
  unknown_question: ["key"],
  no_such_scale: [],
  same_currency: [],
  given_twice: [],
  event_or_feedback_needed: [],
  invalid: [],
} as const satisfies Record<string, readonly string[]>;

export type FieldCode = keyof typeof fieldProblems;

export const fieldCodes = Object.keys(fieldProblems) as [FieldCode, ...FieldCode[]];
