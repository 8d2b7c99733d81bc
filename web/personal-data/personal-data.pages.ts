import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { personalDataWords } from "./words.ts";

/** Requests to erase people, a tab under Settings. */
export function personalDataPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "personal-data",
      component: lazyPage(() => import("./erasures-tab.tsx"), "ErasuresTab", [personalDataWords]),
    }),
  ] as const;
}
