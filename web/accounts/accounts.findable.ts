import { findOnServer } from "../records/findable.ts";
import { accounts } from "./account-kind.ts";

export const findableAccounts = findOnServer({
  of: accounts,
  ask: (search: string) => accounts.list({ search, sort: "people", limit: 5 }),
  seen: ({ name }) => name,
  aside: ({ people }, t) => t("accounts.peopleOf", { count: people }),
});
