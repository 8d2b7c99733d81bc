import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { settingWords } from "../settings/words.ts";
import { lazyPage } from "../ui/lazy-page.ts";
import { mailWords } from "./words.ts";

/** Tabs of Settings. */
export function mailPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "mail",
      component: lazyPage(() => import("./mail-tab.tsx"), "MailTab", [mailWords, settingWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "mail/$id",
      component: lazyPage(() => import("./mail-message.tsx"), "MailMessagePage", [mailWords]),
    }),
  ] as const;
}
