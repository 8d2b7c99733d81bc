import { and, eq, gte, isNull, ne, or, type SQL } from "drizzle-orm";
import type { Tombstones } from "../../../log/tombstones/tombstones.ts";
import type { System } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { isOneOf, partsOf } from "../../../platform/db/many-rows.ts";
import { contactGroups, contacts, identifiers, merges, stitchConflicts } from "../contacts.tables.ts";
import { touchedByHand } from "../people/touched-by-hand.ts";
import { toldOtherwise } from "../people/traits.ts";
import { applyMessages } from "./apply-messages.ts";
import { holdStitching, noteParting } from "./hold-stitching.ts";
import { writePersons } from "./publish-persons.ts";
import { readMessagesAbout } from "./read-messages.ts";
import { type ContactRecord, type IdentifierRecord, recordOf } from "./stitch.ts";

/** Identifiers a transaction: whoever else needs the records waits for its end. */
const KEYS = 10_000;

/** What was known before of some contacts, and which of them people have decided something about. */
interface Before {
  ids: string[];
  records: ContactRecord[];
  identifiers: IdentifierRecord[];
  touched: string[];
}

interface Heard {
  workspace: string;
  keys: readonly string[];
  /** Before when the log does not tell all: what was known by then stays. */
  expired: Date | null;
}

/**
 * Works out anew who acted under some keys, after events were taken out of the log: contacts that nothing is left of go, the
 * others are what the remaining messages say. What people decided stays, with the contact it is about. Done again, it changes
 * nothing. Whoever calls reloads the persons afterwards.
 */
export async function hearAgain(
  system: Pick<System, "db" | "analytics">,
  tombstones: Pick<Tombstones, "among">,
  { workspace, keys, expired }: Heard,
): Promise<void> {
  for (const some of partsOf(keys, KEYS))
    await system.db.transaction(async (db) => {
      const version = await holdStitching(db);
      const before = await knownBefore(db, workspace, some);
      if (before.ids.length === 0) return;
      // Read while nobody else stitches: what comes meanwhile is applied behind it.
      const messages = await readMessagesAbout(system.analytics, workspace, before.identifiers);
      const older = before.records.filter(({ firstSeen }) => expired !== null && firstSeen < expired);
      const stays = new Set(older.map(({ id }) => id));
      await forget(
        db,
        workspace,
        before.ids.filter((id) => !stays.has(id)),
      );
      if (expired) await forgetSince(db, workspace, { ...before, records: older }, expired);
      await applyMessages(db, messages, tombstones);
      await keepDecisions(db, workspace, before);
      await joinMerged(db, workspace, before.ids);
      const changed = await changedPersons(db, workspace, before);
      await noteParting(db);
      await writePersons(system, db, version, changed);
    });
}

async function knownBefore(db: Database, workspace: string, keys: readonly string[]): Promise<Before> {
  const own = eq(identifiers.workspace, workspace);
  const named = await db
    .selectDistinct({ contact: identifiers.contact })
    .from(identifiers)
    .where(and(own, isOneOf(identifiers.identifierKey, keys)));
  const ids = named.map(({ contact }) => contact);
  return {
    ids,
    records: await db.select().from(contacts).where(isContact(workspace, ids)),
    identifiers: await db
      .select()
      .from(identifiers)
      .where(and(own, isOneOf(identifiers.contact, ids))),
    touched: (await touchedByHand(db, workspace, { among: ids, most: ids.length })).map(({ contact }) => contact),
  };
}

function isContact(workspace: string, ids: readonly string[]): SQL | undefined {
  return and(eq(contacts.workspace, workspace), isOneOf(contacts.id, ids));
}

async function forget(db: Database, workspace: string, ids: readonly string[]): Promise<void> {
  await db.delete(contacts).where(isContact(workspace, ids));
  await db.delete(identifiers).where(and(eq(identifiers.workspace, workspace), isOneOf(identifiers.contact, ids)));
  await db
    .delete(contactGroups)
    .where(and(eq(contactGroups.workspace, workspace), isOneOf(contactGroups.contact, ids)));
  const about = or(isOneOf(stitchConflicts.one, ids), isOneOf(stitchConflicts.other, ids));
  await db.delete(stitchConflicts).where(and(eq(stitchConflicts.workspace, workspace), about));
}

/** Leaves of contacts what was known of them by a moment. */
async function forgetSince(
  db: Database,
  workspace: string,
  { records, identifiers: known }: Pick<Before, "records" | "identifiers">,
  moment: Date,
): Promise<void> {
  const byAddress = new Set(known.flatMap(({ identifierKey, kind }) => (kind === "email" ? [identifierKey] : [])));
  const ids = records.map(({ id }) => id);
  const since = and(
    ...[eq(identifiers.workspace, workspace), isOneOf(identifiers.contact, ids)],
    ...[gte(identifiers.since, moment), ne(identifiers.identifierKey, identifiers.contact)],
  );
  await db.delete(identifiers).where(since);
  const joined = and(eq(contactGroups.workspace, workspace), isOneOf(contactGroups.contact, ids));
  await db.delete(contactGroups).where(and(joined, gte(contactGroups.since, moment)));
  const about = or(isOneOf(stitchConflicts.one, ids), isOneOf(stitchConflicts.other, ids));
  await db
    .delete(stitchConflicts)
    .where(and(eq(stitchConflicts.workspace, workspace), about, gte(stitchConflicts.at, moment)));
  for (const record of records) {
    const told = toldOtherwise(record, moment);
    const left = recordOf({ ...record, traits: {}, traitTimes: {} }, told, byAddress.has(record.id));
    await db
      .update(contacts)
      .set(left)
      .where(isContact(workspace, [record.id]));
  }
}

/** A contact that people decided something about stays, with what they said, also where no message speaks of it any more. */
async function keepDecisions(db: Database, workspace: string, before: Before): Promise<void> {
  for (const id of before.touched) {
    const founding = before.identifiers.find(({ identifierKey }) => identifierKey === id);
    const record = before.records.find((each) => each.id === id);
    const mine = and(eq(identifiers.workspace, workspace), eq(identifiers.identifierKey, id));
    const [held] = await db.select({ contact: identifiers.contact }).from(identifiers).where(mine);
    if (!held && founding) await db.insert(identifiers).values({ ...founding, contact: id, person: id });
    if (!record) continue;
    const own = isContact(workspace, [held?.contact ?? id]);
    const [after] = await db.select().from(contacts).where(own);
    const base = after ?? { ...record, traits: {}, traitTimes: {} };
    const byAddress = after ? after.email === after.founder : founding?.kind === "email";
    const kept = recordOf(base, toldOtherwise(record, null), byAddress);
    if (after) await db.update(contacts).set(kept).where(own);
    else await db.insert(contacts).values(kept);
  }
}

/** Has contacts count for whom people merged them into. */
async function joinMerged(db: Database, workspace: string, ids: readonly string[]): Promise<void> {
  const into = new Map<string, string>();
  for (let asked = [...ids]; asked.length > 0; ) {
    const rows = await db
      .select({ merged: merges.merged, into: merges.into })
      .from(merges)
      .where(and(eq(merges.workspace, workspace), isNull(merges.undoneAt), isOneOf(merges.merged, asked)));
    for (const row of rows) into.set(row.merged, row.into);
    asked = rows.map((row) => row.into).filter((id) => !into.has(id));
  }
  for (const id of ids) {
    let person = into.get(id);
    if (person === undefined) continue;
    for (let next = into.get(person); next !== undefined; next = into.get(person)) person = next;
    await db
      .update(identifiers)
      .set({ person })
      .where(and(eq(identifiers.workspace, workspace), eq(identifiers.contact, id)));
    await db
      .update(contacts)
      .set({ mergedInto: person })
      .where(isContact(workspace, [id]));
  }
}

/** Identifiers that count for somebody else than before; one that is nobody's any more counts for itself. */
async function changedPersons(db: Database, workspace: string, before: Before) {
  const own = eq(identifiers.workspace, workspace);
  const was = new Map(before.identifiers.map(({ identifierKey, person }) => [identifierKey, person]));
  const rows = await db
    .select({ identifierKey: identifiers.identifierKey, person: identifiers.person })
    .from(identifiers)
    .where(and(own, or(isOneOf(identifiers.identifierKey, [...was.keys()]), isOneOf(identifiers.contact, before.ids))));
  const is = new Map(rows.map(({ identifierKey, person }) => [identifierKey, person]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((identifierKey) => {
    const person = is.get(identifierKey) ?? identifierKey;
    return person === (was.get(identifierKey) ?? identifierKey) ? [] : [{ workspace, identifierKey, person }];
  });
}
