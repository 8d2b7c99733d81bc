import { MapPin } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const touchpoints = recordKind("touchpoints", {
  words: "touchpoints",
  icon: MapPin,
  path: "/touchpoints",
  edit: "touchpoints:edit",
  isWritten: true,
  usedAs: "touchpoint",
  // Rules apply to history.
  moves: "numbers",
});
