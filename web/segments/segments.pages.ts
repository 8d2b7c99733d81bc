import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { peopleWords } from "../people/words.ts";
import { savedQueryWords } from "../saved-queries/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { segmentWords } from "./words.ts";

/** The list of segments, and one of them. */
export function segmentPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/customers/segments",
      component: lazyPage(() => import("./segments-list.tsx"), "SegmentsPage", [segmentWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/customers/segments/$id",
      staticData: { showsPeriod: true, hasOwnAudience: true },
      component: lazyPage(() => import("./segment-page.tsx"), "SegmentPage", [
        segmentWords,
        peopleWords,
        savedQueryWords,
      ]),
    }),
  ] as const;
}
