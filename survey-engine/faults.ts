/** What may be wrong with an answer, and the names of the values that say more of it. Codes of fields of the API mean the same there. */
export const faultCodes = {
  required: [],
  must_consent: [],
  not_shown: [],
  unexpected: [],
  wrong_type: [],
  not_one_of: ["given"],
  given_twice: ["given"],
  excludes_others: [],
  too_small: ["minimum"],
  too_big: ["maximum"],
  not_multiple_of: ["divisor"],
  too_few: ["minimum"],
  too_many: ["maximum"],
  too_short: ["minimum", "given"],
  too_long: ["maximum", "given"],
  unclean_text: [],
  not_a_number: [],
  not_a_date: [],
  too_early: ["minimum"],
  too_late: ["maximum"],
  not_an_address: [],
  not_a_phone_number: [],
  wrong_file_type: ["given"],
} as const satisfies Record<string, readonly string[]>;

export type FaultCode = keyof typeof faultCodes;

export interface Fault {
  /** Such as `answers.quality#A-17` or `answers.contact.email`. */
  path: string;
  code: FaultCode;
  values: Readonly<Record<string, string | number>>;
}
