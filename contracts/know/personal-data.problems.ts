import { declareProblems } from "../declare-problems.ts";

export const personalDataProblems = declareProblems({
  texts_are_erased: {
    status: 400,
    detail: "{{path}}: only with the mode anonymise; erasing keeps nothing.",
    reason: "only with the mode anonymise",
  },
  unknown_contact: {
    status: 400,
    detail: "{{path}}: there is no contact with this id.",
    reason: "no contact has this id",
  },
  erasure_pending: {
    status: 409,
    detail:
      "{{count}} of these contacts are being erased already. Leave them out, or cancel that request first to ask for something else.",
  },
  erasure_begun: { status: 409, detail: "It has begun or is over already, and cannot be taken back." },
  too_many_restricted: {
    status: 409,
    detail:
      "The data of {{most}} people is restricted already, and each query leaves every one of them out. Lift or erase some.",
  },
  too_many_restricted_keys: {
    status: 409,
    detail:
      "With this contact, those whose data is restricted would be recognised by {{count}} identifiers, and each query can leave out {{most}}. Lift or erase some.",
  },
  too_many_erased_keys: {
    status: 409,
    detail:
      "These contacts are recognised by {{count}} identifiers, and one request takes {{most}}. Ask for some of them, then for the others; one alone is taken whatever they are recognised by.",
  },
  contact_is_anonymous: {
    status: 409,
    detail: "This is an anonymous visitor, of whom nothing is known to be corrected.",
  },
});
