import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { readAuditSearch } from "./audit-search.ts";
import { auditWords } from "./words.ts";

/** The audit log, a tab under Settings. */
export function auditPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "audit",
      validateSearch: readAuditSearch,
      component: lazyPage(() => import("./audit-tab.tsx"), "AuditTab", [auditWords]),
    }),
  ] as const;
}
