import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { savedQueryWords } from "./words.ts";

/** The list of saved queries. */
export function savedQueryPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "saved",
      staticData: { hasOwnAudience: true },
      component: lazyPage(() => import("./saved-list.tsx"), "SavedPage", [savedQueryWords]),
    }),
  ] as const;
}
