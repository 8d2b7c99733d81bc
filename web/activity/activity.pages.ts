import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { activityWords } from "./words.ts";

/** What comes in, as it comes. */
export function activityPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "live",
      component: lazyPage(() => import("./live-tab.tsx"), "LiveTab", [activityWords]),
    }),
  ] as const;
}
