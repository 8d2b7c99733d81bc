import { Building2 } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const accounts = recordKind("accounts", {
  words: "accounts",
  icon: Building2,
  path: "/customers/accounts",
  read: "contacts:read",
});
