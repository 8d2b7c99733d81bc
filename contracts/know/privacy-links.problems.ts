import { declareProblems } from "../declare-problems.ts";

export const privacyLinkProblems = declareProblems({
  too_many_privacy_links: {
    status: 409,
    detail: "{{most}} links of this customer are open already. Revoke one.",
  },
});
