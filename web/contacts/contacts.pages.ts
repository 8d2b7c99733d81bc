import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { activityWords } from "../activity/words.ts";
import { personalDataWords } from "../personal-data/words.ts";
import { readListSearch } from "../records/list-address.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { readTimelineSearch } from "./timeline-search.ts";
import { contactWords } from "./words.ts";

/** The list of customers, and one of them. */
export function contactPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/customers",
      validateSearch: readListSearch,
      component: lazyPage(() => import("./contacts-list.tsx"), "ContactsPage", [contactWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/customers/$id",
      validateSearch: readTimelineSearch,
      component: lazyPage(() => import("./contact-page.tsx"), "ContactPage", [
        contactWords,
        activityWords,
        personalDataWords,
      ]),
    }),
  ] as const;
}
