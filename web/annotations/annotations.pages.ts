import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";
import { annotationWords } from "./words.ts";

/** The list of annotations, and one of them. */
export function annotationPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "annotations",
      component: lazyPage(() => import("./annotations-list.tsx"), "AnnotationsTab", [annotationWords]),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "annotations/$id",
      component: lazyPage(() => import("./annotation-page.tsx"), "AnnotationTab", [annotationWords]),
    }),
  ] as const;
}
