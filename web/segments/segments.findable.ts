import { findAmong } from "../records/findable.ts";
import { segments } from "./segment-kind.ts";

export const findableSegments = findAmong({
  ...{ title: "segments.many", icon: segments.icon, path: "/customers/segments", needs: "segments:read" },
  ask: () => segments.list(),
});
