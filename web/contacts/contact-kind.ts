import { Users } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";
import { queryClient } from "../session/api.ts";

export const contacts = recordKind("contacts", {
  words: "customers",
  icon: Users,
  path: "/customers",
  read: "contacts:read",
});

/** After a merge or its undoing, every number and list that counts people may differ. */
export async function forgetContacts(): Promise<void> {
  await Promise.all([contacts.changed(), queryClient.invalidateQueries({ queryKey: ["query"] })]);
}
