import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { questionWords } from "./words.ts";

/** What the form of a new question begins with: what its answers carry, or the question that it takes the place of. */
export interface NewQuestionSearch {
  key?: string | undefined;
  replaces?: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** The library of questions, and one of them. */
export function questionPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "questions",
      component: lazyPage(() => import("./both-pages.ts"), "QuestionsTab", [questionWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "questions/$id",
      staticData: { showsPeriod: true },
      validateSearch: (search: Record<string, unknown>): NewQuestionSearch => ({
        key: text(search.key),
        replaces: text(search.replaces),
      }),
      component: lazyPage(() => import("./both-pages.ts"), "QuestionTab", [questionWords]),
    }),
  ] as const;
}
