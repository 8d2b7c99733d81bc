import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { lazyPage } from "../ui/lazy-page.ts";

/** Every component with made-up content, without a server. */
export function galleryPages<Parent extends AnyRoute>(parent: Parent) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: "/gallery",
      staticData: { showsPeriod: true },
      component: lazyPage(() => import("./gallery.tsx"), "GalleryPage", []),
    }),
  ] as const;
}
