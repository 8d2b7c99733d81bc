import { findAmong } from "../records/findable.ts";
import { touchpoints } from "./touchpoint-kind.ts";

export const findableTouchpoints = findAmong({
  ...{ title: "touchpoints.many", icon: touchpoints.icon, path: "/data/touchpoints", needs: "touchpoints:read" },
  ask: () => touchpoints.list(),
});
