import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { peopleWords } from "../people/words.ts";
import { readListSearch } from "../records/list-address.ts";
import { savedQueryWords } from "../saved-queries/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { accountWords } from "./words.ts";

/** The list of accounts, and one of them. */
export function accountPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/customers/accounts",
      validateSearch: readListSearch,
      component: lazyPage(() => import("./accounts-list.tsx"), "AccountsPage", [accountWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/customers/accounts/$id",
      staticData: { showsPeriod: true, hasOwnAudience: true },
      component: lazyPage(() => import("./account-page.tsx"), "AccountPage", [
        accountWords,
        peopleWords,
        savedQueryWords,
      ]),
    }),
  ] as const;
}
