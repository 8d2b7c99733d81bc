import { Flag } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const annotations = recordKind("annotations", {
  words: "annotations",
  icon: Flag,
  path: "/data/annotations",
  read: "annotations:read",
  edit: "annotations:edit",
  isWritten: true,
  isTab: true,
});
