import { Network } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const units = recordKind("units", {
  words: "units",
  icon: Network,
  path: "/settings/units",
  read: "units:read",
  edit: "units:edit",
  isWritten: true,
  usedAs: "unit",
  isTab: true,
  // Moving one moves what is counted in it.
  moves: "numbers",
});
