import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { peopleWords } from "../people/words.ts";
import { savedQueryWords } from "../saved-queries/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { readTouchpointSearch } from "./touchpoint-search.ts";
import { touchpointWords } from "./words.ts";

/** The list of touchpoints, and one of them. */
export function touchpointPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/touchpoints",
      component: lazyPage(() => import("./touchpoints-list.tsx"), "TouchpointsPage", [touchpointWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/touchpoints/$id",
      staticData: { showsPeriod: true },
      validateSearch: readTouchpointSearch,
      component: lazyPage(() => import("./touchpoint-page.tsx"), "TouchpointPage", [
        touchpointWords,
        peopleWords,
        savedQueryWords,
      ]),
    }),
  ] as const;
}
