import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { fileWords } from "../files/words.ts";
import { readEditSearch } from "../records/list-address.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { personaWords } from "./words.ts";

/** The list of personas, and one of them. */
export function personaPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/customers/personas",
      staticData: { showsPeriod: true, hasOwnAudience: true },
      component: lazyPage(() => import("./personas-list.tsx"), "PersonasPage", [personaWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/customers/personas/$id",
      staticData: { showsPeriod: true, hasOwnAudience: true },
      validateSearch: readEditSearch,
      component: lazyPage(() => import("./persona-page.tsx"), "PersonaPage", [personaWords, fileWords]),
    }),
  ] as const;
}
