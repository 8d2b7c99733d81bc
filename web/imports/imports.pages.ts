import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { readNew } from "../records/new-in-address.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { importWords } from "./words.ts";

/** The list of imports, and one of them. */
export function importPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "imports",
      validateSearch: readNew,
      component: lazyPage(() => import("./imports-list.tsx"), "ImportsTab", [importWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "imports/$id",
      component: lazyPage(() => import("./import-page.tsx"), "ImportPage", [importWords]),
    }),
  ] as const;
}
