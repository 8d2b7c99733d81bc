import { type AnyRoute, createRoute, redirect } from "@tanstack/react-router";
import { peopleWords } from "../people/words.ts";
import { savedQueryWords } from "../saved-queries/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { explorePages } from "./explore-pages.ts";
import { readExploreSearch } from "./explore-search.ts";
import { exploreWords } from "./words.ts";

/** The frame around every kind of query. */
export function exploreFrame<Parent extends AnyRoute>(parent: Parent) {
  return createRoute({
    getParentRoute: () => parent,
    path: "/explore",
    staticData: { showsPeriod: true },
    validateSearch: readExploreSearch,
    component: lazyPage(() => import("./explore-page.tsx"), "ExplorePage", [exploreWords]),
  });
}

/** Inside the frame, one page for each kind of query. */
export function queryPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/",
      beforeLoad: () => {
        throw redirect({ to: explorePages[0].to, replace: true });
      },
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "funnel",
      component: lazyPage(() => import("./funnel/funnel.tsx"), "FunnelPage", [
        exploreWords,
        peopleWords,
        savedQueryWords,
      ]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "retention",
      component: lazyPage(() => import("./retention/retention.tsx"), "RetentionPage", [
        exploreWords,
        peopleWords,
        savedQueryWords,
      ]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "paths",
      component: lazyPage(() => import("./paths/paths.tsx"), "PathsPage", [exploreWords, peopleWords, savedQueryWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "process",
      component: lazyPage(() => import("./process/process.tsx"), "ProcessPage", [
        exploreWords,
        peopleWords,
        savedQueryWords,
      ]),
    }),
  ] as const;
}
