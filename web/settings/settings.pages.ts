import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { fileWords } from "../files/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { settingWords } from "./words.ts";

/** The frame of the pages under Settings. */
export function settingsFrame<Parent extends AnyRoute>(parent: Parent) {
  return createRoute({
    getParentRoute: () => parent,
    path: "/settings",
    component: lazyPage(() => import("./settings-page.tsx"), "SettingsPage", [settingWords]),
  });
}

/** Beside the frame: where a link in a message leads. */
export function confirmEmailPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/confirm-email/$token",
      component: lazyPage(() => import("./confirm-email.tsx"), "ConfirmEmailPage", [settingWords]),
    }),
  ] as const;
}

/** Inside the frame, its tabs. */
export function settingPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/",
      component: lazyPage(() => import("./workspace-tab.tsx"), "WorkspaceTab", [settingWords, fileWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "members",
      component: lazyPage(() => import("./members-list.tsx"), "MembersTab", [settingWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "profile",
      component: lazyPage(() => import("./profile-tab.tsx"), "ProfileTab", [settingWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "deliveries",
      component: lazyPage(() => import("./deliveries-tab.tsx"), "DeliveriesTab", [settingWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "system",
      component: lazyPage(() => import("./system-tab.tsx"), "SystemTab", [settingWords]),
    }),
  ] as const;
}
