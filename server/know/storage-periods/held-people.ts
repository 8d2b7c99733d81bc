import { and, eq } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import { isOneOf } from "../../platform/db/many-rows.ts";
import type { Old } from "../../platform/personal-data/expiring.ts";
import { contacts, identifiers, restrictions } from "../contacts/contacts.tables.ts";

/** Whose data is kept because they asked for it to be used for nothing. */
export async function heldPeople({ db }: Pick<System, "db">, workspace: string): Promise<Old["held"]> {
  const held = await db
    .select({ contact: restrictions.contact })
    .from(restrictions)
    .where(eq(restrictions.workspace, workspace));
  const ids = held.map(({ contact }) => contact);
  if (ids.length === 0) return { keys: [], addresses: [] };
  const known = await db
    .select({
      key: identifiers.identifierKey,
      contact: identifiers.contact,
      kind: identifiers.kind,
      value: identifiers.value,
    })
    .from(identifiers)
    .where(and(eq(identifiers.workspace, workspace), isOneOf(identifiers.person, ids)));
  const records = [...new Set([...ids, ...known.map(({ contact }) => contact)])];
  const named = await db
    .select({ email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.workspace, workspace), isOneOf(contacts.id, records)));
  const addresses = [
    ...known.flatMap(({ kind, value }) => (kind === "email" ? [value] : [])),
    ...named.flatMap(({ email }) => email ?? []),
  ];
  return { keys: [...new Set([...records, ...known.map(({ key }) => key)])], addresses: [...new Set(addresses)] };
}
