import { UserRound } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const personas = recordKind("personas", {
  words: "personas",
  icon: UserRound,
  path: "/customers/personas",
  edit: "personas:edit",
  isWritten: true,
  usedAs: "persona",
});
