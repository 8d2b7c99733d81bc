import { UsersRound } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const segments = recordKind("segments", {
  words: "segments",
  icon: UsersRound,
  path: "/customers/segments",
  edit: "segments:edit",
  isWritten: true,
  usedAs: "segment",
  moves: "numbers",
});
