import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { exploreWords } from "../explore/words.ts";
import { peopleWords } from "../people/words.ts";
import { readNew } from "../records/new-in-address.ts";
import { savedQueryWords } from "../saved-queries/words.ts";
import { touchpointWords } from "../touchpoints/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { readDiscoverSearch } from "./discover/discover-search.ts";
import { readMapSearch } from "./map/map-search.ts";
import { journeyWords, templateWords } from "./words.ts";

/** The list of journeys, the map of each, and what people do as a map. */
export function journeyPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/journeys",
      validateSearch: readNew,
      component: lazyPage(() => import("./journeys-list.tsx"), "JourneysPage", [journeyWords, templateWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/journeys/discover",
      staticData: { showsPeriod: true },
      validateSearch: readDiscoverSearch,
      component: lazyPage(() => import("./discover/discover.tsx"), "DiscoverPage", [
        journeyWords,
        exploreWords,
        savedQueryWords,
      ]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/journeys/$id",
      staticData: { showsPeriod: true },
      validateSearch: readMapSearch,
      component: lazyPage(() => import("./journey-page.tsx"), "JourneyPage", [
        journeyWords,
        templateWords,
        peopleWords,
        savedQueryWords,
        touchpointWords,
      ]),
    }),
  ] as const;
}
