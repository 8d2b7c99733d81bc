import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { touchpointWords } from "./words.ts";

/** The list of touchpoints, and one of them. */
export function touchpointPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "touchpoints",
      component: lazyPage(() => import("./touchpoints-list.tsx"), "TouchpointsTab", [touchpointWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "touchpoints/$id",
      component: lazyPage(() => import("./touchpoint-page.tsx"), "TouchpointTab", [touchpointWords]),
    }),
  ] as const;
}
