import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { exploreWords } from "../explore/words.ts";
import { savedQueryWords } from "../saved-queries/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { readMetricSearch } from "./metric-search.ts";
import { overviewWords } from "./words.ts";

/** The first page, and one for each metric. */
export function overviewPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/",
      staticData: { showsPeriod: true },
      component: lazyPage(() => import("./overview-page.tsx"), "OverviewPage", [
        overviewWords,
        exploreWords,
        savedQueryWords,
      ]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/overview/$metric",
      staticData: { showsPeriod: true },
      validateSearch: readMetricSearch,
      component: lazyPage(() => import("./metric-page.tsx"), "MetricPage", [overviewWords, savedQueryWords]),
    }),
  ] as const;
}
