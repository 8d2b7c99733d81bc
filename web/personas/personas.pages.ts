import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { fileWords } from "../files/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { readPersonaSearch } from "./persona-search.ts";
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
      validateSearch: readPersonaSearch,
      component: lazyPage(() => import("./persona-page.tsx"), "PersonaPage", [personaWords, fileWords]),
    }),
  ] as const;
}
