import { declareProblems } from "../declare-problems.ts";

export const contactProblems = declareProblems({
  search_too_wide: {
    status: 400,
    detail: "search: more than {{most}} customers match; type more of the name.",
    reason: "too many match; type more of it",
  },
  too_many_to_sort: {
    status: 400,
    detail: "sort: more than {{most}} customers were in your units; sort by last_seen or first_seen.",
    reason: "too many for name; use last_seen or first_seen",
  },
  sort_not_possible: {
    status: 400,
    detail: "sort: the people of a segment come by last_seen; leave sort out.",
    reason: "not possible with a segment; leave it out",
  },
  same_contact: { status: 409, detail: "The two are one contact already." },
  target_is_anonymous: {
    status: 409,
    detail: "This is an anonymous visitor. Merge the visitor into the known contact instead.",
  },
  not_yet_known: {
    status: 409,
    detail: "This contact has only just turned up. Try again in a moment.",
  },
});
