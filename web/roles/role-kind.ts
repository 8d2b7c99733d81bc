import { ShieldCheck } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const customRoles = recordKind("roles", {
  words: "roles",
  icon: ShieldCheck,
  path: "/settings/roles",
  read: "members:read",
  edit: "members:edit",
  isWritten: true,
  usedAs: "role",
  isTab: true,
});
