import { setImmediate as breathe } from "node:timers/promises";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { key64 } from "../events/events.ts";
import type { Database } from "../platform/db/database.ts";
import { isOneOf, rowsOf } from "../platform/db/many-rows.ts";
import { contactGroups, contacts, identifiers, identityConflicts, merges } from "./contacts.tables.ts";
import type { Message } from "./read-messages.ts";
import { type Known, know, namedBy, nothingKnown, stitch } from "./stitch.ts";

/** Rows a statement: the embedded store holds the event loop while one runs. */
const ROWS = 1000;

/** Applies messages, in their order, to the records. Runs within the transaction that holds the identity cursor. */
export async function applyMessages(db: Database, messages: readonly Message[]): Promise<void> {
  for (const [workspace, own] of byWorkspace(messages)) {
    const known = await load(db, workspace, own);
    for (const message of own) stitch(known, message);
    await save(db, known);
  }
}

function byWorkspace(messages: readonly Message[]): Map<string, Message[]> {
  const grouped = new Map<string, Message[]>();
  for (const message of messages) {
    const own = grouped.get(message.workspace);
    if (own) own.push(message);
    else grouped.set(message.workspace, [message]);
  }
  return grouped;
}

async function load(db: Database, workspace: string, messages: readonly Message[]): Promise<Known> {
  const named = messages.flatMap((message) => Object.values(namedBy(message)).filter((key) => key !== null));
  const known = nothingKnown(workspace);
  const inWorkspace = eq(identifiers.workspace, workspace);
  for await (const keys of chunks(new Set(named)))
    for (const row of await db
      .select()
      .from(identifiers)
      .where(and(inWorkspace, isOneOf(identifiers.actor, keys))))
      know(known, row);

  const present = [...known.identifiers.values()];
  const free = present.filter((each) => each.contact === each.actor && each.kind !== "user_id");
  for await (const keys of chunks(new Set(free.map((each) => each.actor))))
    for (const row of await db
      .select()
      .from(identifiers)
      .where(and(inWorkspace, isOneOf(identifiers.contact, keys))))
      know(known, row);

  for await (const keys of chunks(new Set(present.map((each) => each.contact))))
    for (const row of await db
      .select()
      .from(contacts)
      .where(and(eq(contacts.workspace, workspace), isOneOf(contacts.id, keys))))
      known.contacts.set(row.id, row);

  const joined = await joinedByPeople(db, workspace, new Set(free.map((each) => each.actor)));
  return { ...known, joined };
}

async function joinedByPeople(db: Database, workspace: string, ids: ReadonlySet<string>): Promise<Set<string>> {
  const joined = new Set<string>();
  for await (const keys of chunks(ids)) {
    const touching = or(isOneOf(merges.merged, keys), isOneOf(merges.into, keys));
    const rows = await db
      .select({ merged: merges.merged, into: merges.into })
      .from(merges)
      .where(and(eq(merges.workspace, workspace), isNull(merges.undoneAt), touching));
    for (const row of rows) joined.add(row.merged).add(row.into);
  }
  return joined;
}

async function save(db: Database, known: Known): Promise<void> {
  const { workspace } = known;
  for (const [from, into] of known.removedContacts) {
    const own = and(eq(contactGroups.workspace, workspace), eq(contactGroups.contact, from));
    for (const { group, since } of await db.select().from(contactGroups).where(own))
      await db.insert(contactGroups).values({ workspace, contact: into, group, since }).onConflictDoNothing();
    await db.delete(contactGroups).where(own);
  }
  for await (const keys of chunks(new Set(known.removedContacts.keys())))
    await db.delete(contacts).where(and(eq(contacts.workspace, workspace), isOneOf(contacts.id, keys)));

  for await (const rows of chunks(picked(known.contacts, known.changedContacts)))
    await db
      .insert(contacts)
      .select(rowsOf(contacts, rows))
      .onConflictDoUpdate({
        target: [contacts.workspace, contacts.id],
        set: {
          name: sql`excluded.name`,
          nameSearch: sql`excluded.name_search`,
          email: sql`excluded.email`,
          emailSearch: sql`excluded.email_search`,
          phone: sql`excluded.phone`,
          traits: sql`excluded.traits`,
          traitTimes: sql`excluded.trait_times`,
          firstSeen: sql`excluded.first_seen`,
          lastSeen: sql`excluded.last_seen`,
        },
      });

  for await (const rows of chunks(picked(known.identifiers, known.changedIdentifiers)))
    await db
      .insert(identifiers)
      .select(rowsOf(identifiers, rows))
      .onConflictDoUpdate({
        target: [identifiers.workspace, identifiers.actor],
        set: {
          contact: sql`excluded.contact`,
          person: sql`excluded.person`,
          evidence: sql`excluded.evidence`,
          message: sql`excluded.message`,
          published: sql`excluded.published`,
        },
      });

  for await (const rows of chunks(new Set(known.conflicts.values())))
    await db
      .insert(identityConflicts)
      .values(
        rows.map((row) => ({ ...row, id: key64("conflict", workspace, row.kind, row.value, row.one, row.other) })),
      )
      .onConflictDoNothing();

  for await (const rows of chunks(new Set(known.groups.values())))
    await db
      .insert(contactGroups)
      .select(rowsOf(contactGroups, rows))
      .onConflictDoUpdate({
        target: [contactGroups.workspace, contactGroups.contact, contactGroups.group],
        set: { since: sql`least(${contactGroups.since}, excluded.since)` },
      });
}

function picked<T>(from: ReadonlyMap<string, T>, keys: ReadonlySet<string>): Set<T> {
  const rows = new Set<T>();
  for (const key of keys) {
    const row = from.get(key);
    if (row) rows.add(row);
  }
  return rows;
}

/** Parts of at most `ROWS`, with the event loop let through between them. */
async function* chunks<T>(all: ReadonlySet<T>): AsyncGenerator<T[]> {
  const list = [...all];
  for (let at = 0; at < list.length; at += ROWS) {
    await breathe();
    yield list.slice(at, at + ROWS);
  }
}
