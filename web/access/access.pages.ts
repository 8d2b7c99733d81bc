import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { accessWords } from "./words.ts";

function nextOf(search: Record<string, unknown>): { next?: string } {
  const next = search.next;
  // Only a path of this site, so that a crafted link cannot send people elsewhere after they signed in.
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

/** Before one is signed in: the first run, signing in, and joining. */
export function accessPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/sign-in",
      validateSearch: nextOf,
      component: lazyPage(() => import("./sign-in.tsx"), "SignInPage", [accessWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/setup",
      component: lazyPage(() => import("./setup.tsx"), "SetupPage", [accessWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/invitation/$token",
      component: lazyPage(() => import("./accept-invitation.tsx"), "AcceptInvitationPage", [accessWords]),
    }),
  ] as const;
}
