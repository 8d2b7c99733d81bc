import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { moneyWords } from "./words.ts";

export function moneyPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "money",
      component: lazyPage(() => import("./money-tab.tsx"), "MoneyTab", [moneyWords]),
    }),
  ] as const;
}
