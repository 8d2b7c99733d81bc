import { User } from "lucide-react";
import { findOnServer } from "../records/findable.ts";
import { contacts } from "./contact-kind.ts";

export const findableContacts = findOnServer({
  of: contacts,
  icon: User,
  ask: (search: string) => contacts.list({ search, limit: 5 }),
  seen: ({ name, email }) => `${name} ${email ?? ""}`,
  aside: ({ email }) => email ?? "",
  nameless: "palette.anonymous",
});
