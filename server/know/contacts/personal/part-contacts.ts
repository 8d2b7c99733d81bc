import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "../../../platform/db/database.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { contacts, identifiers, merges } from "../contacts.tables.ts";

/**
 * Takes some contacts out of the people they were merged into, as after a backup came back of a time at which they were merged:
 * who is left stays one.
 */
export async function partContacts(db: Database, workspace: string, gone: readonly string[]): Promise<void> {
  const out = new Set(gone);
  const own = eq(identifiers.workspace, workspace);
  const named = await db
    .selectDistinct({ person: identifiers.person })
    .from(identifiers)
    .where(and(own, isOneOf(identifiers.contact, gone)));
  for (const { person } of named) {
    const rows = await db
      .selectDistinct({ contact: identifiers.contact })
      .from(identifiers)
      .where(and(own, eq(identifiers.person, person)))
      .orderBy(identifiers.contact);
    const left = rows.map(({ contact }) => contact).filter((contact) => !out.has(contact));
    const stays = left.includes(person) ? person : left[0];
    if (stays === undefined || left.length === rows.length) continue;
    const mine = eq(contacts.workspace, workspace);
    for (const { contact } of rows) {
      const whose = out.has(contact) ? contact : stays;
      await db
        .update(identifiers)
        .set({ person: whose })
        .where(and(own, eq(identifiers.contact, contact)));
      await db
        .update(contacts)
        .set({ mergedInto: whose === contact ? null : whose })
        .where(and(mine, eq(contacts.id, contact)));
    }
    const ofThem = and(eq(merges.workspace, workspace), inArray(merges.merged, left), eq(merges.into, person));
    if (stays !== person) {
      await db.delete(merges).where(and(ofThem, eq(merges.merged, stays)));
      await db.update(merges).set({ into: stays }).where(ofThem);
    }
  }
}
