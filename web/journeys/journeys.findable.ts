import { findAmong } from "../records/findable.ts";
import { journeys } from "./journey-kind.ts";

export const findableJourneys = findAmong({
  ...{ title: "nav.journeys", icon: journeys.icon, path: "/journeys", needs: "journeys:read" },
  ask: () => journeys.list(),
});
