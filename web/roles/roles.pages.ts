import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { roleWords } from "./words.ts";

/** The roles of the workspace's own, and one of them. */
export function rolePages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "roles",
      component: lazyPage(() => import("./roles-list.tsx"), "RolesTab", [roleWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "roles/$id",
      component: lazyPage(() => import("./role-page.tsx"), "RoleTab", [roleWords]),
    }),
  ] as const;
}
