import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { unitWords } from "./words.ts";

/** What a form of a new unit begins with: the unit it is part of, and the key that events carry. */
export interface NewUnitSearch {
  parent?: string | undefined;
  key?: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** The tree of units, and one of them. */
export function unitPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "units",
      component: lazyPage(() => import("./units-tab.tsx"), "UnitsTab", [unitWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "units/$id",
      validateSearch: (search: Record<string, unknown>): NewUnitSearch => ({
        parent: text(search.parent),
        key: text(search.key),
      }),
      component: lazyPage(() => import("./unit-page.tsx"), "UnitTab", [unitWords]),
    }),
  ] as const;
}
