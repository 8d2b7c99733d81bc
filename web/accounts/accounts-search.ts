import type { AccountSort } from "../../contracts/know/accounts.ts";

export const accountOrders: readonly AccountSort[] = ["last_seen", "people", "name"];

/** What of the list of accounts lives in the address. */
export interface AccountsSearch {
  search?: string;
  order?: AccountSort;
}

export function readAccountsSearch(search: Record<string, unknown>): AccountsSearch {
  return {
    search: typeof search.search === "string" && search.search !== "" ? search.search.slice(0, 200) : undefined,
    order: accountOrders.find((name) => name === search.order),
  };
}
