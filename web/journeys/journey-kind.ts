import { Route } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const journeys = recordKind("journeys", {
  words: "journeys",
  icon: Route,
  path: "/journeys",
  edit: "journeys:edit",
});
