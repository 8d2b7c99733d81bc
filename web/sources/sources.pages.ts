import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { readNew } from "../records/new-in-address.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { sourceWords } from "./words.ts";

/** The frame of the pages under Data. */
export function dataFrame<Parent extends AnyRoute>(parent: Parent) {
  return createRoute({
    getParentRoute: () => parent,
    path: "/data",
    component: lazyPage(() => import("./sources-page.tsx"), "SourcesPage", [sourceWords]),
  });
}

/** Inside the frame, the keys that data comes in with. */
export function keyPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/",
      validateSearch: readNew,
      component: lazyPage(() => import("./keys-list.tsx"), "KeysTab", [sourceWords]),
    }),
  ] as const;
}
