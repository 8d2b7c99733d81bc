/** What may be wrong with a survey, in English; `{{name}}` is a place for a value. An error keeps it from being published. */
export const findings = {
  unknown_format: { level: "error", says: "This format is {{format}}. Only format 1 is known." },
  malformed_id: {
    level: "error",
    says: "{{id}} is not an id: a small letter, then small letters, digits and _, 64 at most.",
  },
  id_twice: { level: "error", says: "The id {{id}} is given twice. Answers could not be told apart." },
  reserved_id: { level: "error", says: "The id {{id}} has a meaning of its own. Choose another." },
  malformed_language: { level: "error", says: "{{language}} is not a language, such as en, de-AT or ar." },
  too_many: { level: "error", says: "There are {{count}}; {{maximum}} are allowed." },
  too_large: { level: "error", says: "The survey takes {{count}} characters of JSON; {{maximum}} are allowed." },
  nothing_there: { level: "error", says: "There must be at least {{minimum}}." },
  out_of_bounds: { level: "error", says: "This is a number from {{minimum}} to {{maximum}}, not {{given}}." },
  cannot_be_answered: {
    level: "error",
    says: "No answer can meet what is asked for here: {{least}} at least and {{most}} at most.",
  },
  nps_scale: { level: "error", says: "NPS is asked from 0 to 10 and on no other scale. Use a rating." },
  wrong_neighbour: {
    level: "error",
    says: "{{id}} is not a satisfaction on the same page, with which this could be compared.",
  },
  not_https: { level: "error", says: "A link begins with https://." },
  not_a_day: { level: "error", says: "{{given}} is not a day such as 2026-01-31." },
  text_missing: {
    level: "error",
    says: "The text is missing in {{language}}. A language is published whole or not at all.",
  },
  text_too_long: {
    level: "error",
    says: "The text in {{language}} has {{count}} characters; {{maximum}} are allowed.",
  },
  phrase_missing: {
    level: "error",
    says: "The program does not speak {{language}}: “{{phrase}}” is needed, and {{more}} more phrases.",
  },
  malformed_place: { level: "error", says: "{{text}} is not a place for a value, such as {{answers.name|there}}." },
  places_differ: {
    level: "warning",
    says: "The text in {{language}} has other places for values than the first language.",
  },
  malformed_condition: { level: "error", says: "{{reason}}" },
  unknown_reference: { level: "error", says: "{{name}} is not in this survey." },
  unknown_value: { level: "error", says: "{{name}} is never {{value}}." },
  text_beside_number: { level: "error", says: "{{name}} is a number. Compare it with a number, not with a text." },
  asks_ahead: { level: "error", says: "{{name}} is asked only later." },
  asks_into_repeat: {
    level: "error",
    says: "{{name}} is asked of each of a list, so there is no one answer here. Use a score.",
  },
  no_item: { level: "error", says: "{{name}} has a meaning only within a repeated block." },
  not_a_list: {
    level: "error",
    says: "{{name}} is no list: a hidden field of that kind, or a multiple choice that was asked before.",
  },
  cannot_be_piped: { level: "error", says: "{{name}} cannot be said in a text." },
  cannot_be_scored: { level: "error", says: "{{name}} has no number. Give its options scores, or leave it out." },
  wrong_variable: { level: "error", says: "The variable {{name}} holds {{kind}}." },
  jumps_back: {
    level: "error",
    says: "This leads from {{from}} back to {{target}}, so that who answers goes round in a circle. Lead forward only.",
  },
  jumps_into_repeat: { level: "error", says: "{{target}} is within a repeated block. Lead to the block {{block}}." },
  never_holds: { level: "error", says: "This condition can never hold." },
  always_skipped: { level: "error", says: "This condition always holds, so that this is never shown." },
  unreachable: { level: "error", says: "Nobody can come to {{id}}." },
  no_ending: {
    level: "error",
    says: "Who comes to the end of the questions may find no ending. Let one of them have no condition.",
  },
  offer_by_answer: {
    level: "error",
    says: "An offer must not depend on what was answered. Show it to everybody, or to nobody.",
  },
  review_by_answer: {
    level: "error",
    says: "Asking for a public review must not depend on what was answered. Ask everybody, or nobody.",
  },
  makes_it_marketing: {
    level: "error",
    says: "An offer, or asking for a public review, makes this marketing. Say so as its purpose.",
  },
  takes_long: {
    level: "warning",
    says: "It takes about {{minutes}} minutes. Fewer people finish what takes more than {{maximum}}.",
  },
  no_privacy_text: { level: "warning", says: "Nothing says what becomes of the answers." },
  leading: { level: "warning", says: "“{{words}}” may lead people to an answer." },
  double_barrelled: { level: "warning", says: "This may ask two things at once, by “{{words}}”." },
  special_category: {
    level: "warning",
    says: "“{{words}}” may be about what the law protects specially. Ask for consent before it.",
  },
  recommends_on_other_scale: {
    level: "warning",
    says: "This asks for a recommendation on a scale that is not that of NPS.",
  },
} as const satisfies Record<string, { level: "error" | "warning"; says: string }>;

export type FindingCode = keyof typeof findings;

export interface Finding {
  /** Such as `blocks.0.pages.1.questions.2.text`. */
  path: string;
  code: FindingCode;
  values: Readonly<Record<string, string | number>>;
}

export function finding(path: string, code: FindingCode, values: Finding["values"] = {}): Finding {
  return { path, code, values };
}

export function isError({ code }: Finding): boolean {
  return findings[code].level === "error";
}

/** The finding in English, for programs; pages word it by code and values. */
export function sayFinding({ code, values }: Finding): string {
  return findings[code].says.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => String(values[name] ?? ""));
}
