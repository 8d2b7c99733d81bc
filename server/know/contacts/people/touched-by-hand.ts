import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../../../platform/db/database.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { contacts, identifiers, merges, restrictions } from "../contacts.tables.ts";
import { RECTIFIED } from "./traits.ts";

export type Touch = "merged" | "rectified" | "restricted";

export interface Touched {
  contact: string;
  name: string;
  how: Touch[];
}

/** Contacts of a workspace, or some of them, that people have decided something about: merges that stand, corrections, restrictions. */
export async function touchedByHand(
  db: Database,
  workspace: string,
  { among, most }: { among?: readonly string[]; most: number },
): Promise<Touched[]> {
  const found = new Map<string, Set<Touch>>();
  const add = (contact: string, how: Touch) => found.set(contact, (found.get(contact) ?? new Set()).add(how));
  const within = (column: Parameters<typeof isOneOf>[0]) => (among ? isOneOf(column, among) : undefined);
  for (const column of [merges.into, merges.merged])
    for (const { contact } of await db
      .selectDistinct({ contact: column })
      .from(merges)
      .where(and(eq(merges.workspace, workspace), isNull(merges.undoneAt), within(column)))
      .limit(most))
      add(contact, "merged");
  const corrected = sql`jsonb_path_exists(${contacts.traitTimes}, ${`strict $.* ? (@[1] == "${RECTIFIED}")`}::jsonpath)`;
  for (const { id } of await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspace, workspace), within(contacts.id), corrected))
    .limit(most))
    add(id, "rectified");
  for (const { contact } of await db
    .select({ contact: restrictions.contact })
    .from(restrictions)
    .where(and(eq(restrictions.workspace, workspace), within(restrictions.contact)))
    .limit(most))
    add(contact, "restricted");
  const names = new Map<string, string>();
  for (const { id, name } of await db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.workspace, workspace), isOneOf(contacts.id, [...found.keys()]))))
    names.set(id, name);
  return [...found].map(([contact, how]) => ({ contact, name: names.get(contact) ?? "", how: [...how] }));
}

/** Everything that some contacts are recognised by, each with the contact that messages gave it to and whom it counts for. */
export function identifiersOf(
  db: Database,
  workspace: string,
  ids: readonly string[],
): Promise<{ identifierKey: string; contact: string; person: string }[]> {
  return db
    .select({
      identifierKey: identifiers.identifierKey,
      contact: identifiers.contact,
      person: identifiers.person,
    })
    .from(identifiers)
    .where(and(eq(identifiers.workspace, workspace), isOneOf(identifiers.contact, ids)));
}
