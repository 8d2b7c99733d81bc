import { and, eq, isNull, or, sql } from "drizzle-orm";
import { key64 } from "../../../log/events/events.ts";
import type { Tombstones } from "../../../log/tombstones/tombstones.ts";
import type { Database } from "../../../platform/db/database.ts";
import { isOneOf, partsOf, rowsOf } from "../../../platform/db/many-rows.ts";
import { contactGroups, contacts, identifiers, merges, stitchConflicts } from "../contacts.tables.ts";
import type { Message } from "./read-messages.ts";
import { type Known, know, type Named, namedBy, nothingKnown, stitch } from "./stitch.ts";

/** Rows a statement: they are one value, made at once. */
const ROWS = 1000;

type Heard = readonly [Message, Named];

/** An identifier that now counts for somebody else than itself. */
export interface Stitched {
  workspace: string;
  identifierKey: string;
  person: string;
}

/**
 * Applies messages, in their order, to the records, within the transaction that holds the stitching. Answers what
 * has to stand in the event store when that is committed.
 */
export async function applyMessages(
  db: Database,
  messages: readonly Message[],
  tombstones: Pick<Tombstones, "among">,
): Promise<Stitched[]> {
  const stitched: Stitched[] = [];
  for (const [workspace, own] of byWorkspace(messages)) {
    const heard = await sinceErased(
      db,
      workspace,
      own.map((message) => [message, namedBy(message)]),
      tombstones,
    );
    const known = await load(db, workspace, heard);
    for (const [message, named] of heard) stitch(known, message, named);
    await save(db, known);
    for (const { identifierKey, person } of [...known.createdIdentifiers.values(), ...known.movedIdentifiers.values()])
      if (person !== identifierKey) stitched.push({ workspace, identifierKey, person });
  }
  return stitched;
}

/** What was read before somebody was erased, and comes to be applied after it, brings nobody back. */
async function sinceErased(
  db: Database,
  workspace: string,
  heard: readonly Heard[],
  tombstones: Pick<Tombstones, "among">,
): Promise<Heard[]> {
  const erased = await tombstones.among(db, workspace, [...new Set(heard.flatMap(whoActed))]);
  if (erased.size === 0) return [...heard];
  return heard.flatMap(([message, named]): Heard[] => {
    const erasedAt = Math.max(0, ...whoActed([message, named]).map((key) => erased.get(key)?.erasedAt ?? 0));
    if (message.lastAt.getTime() <= erasedAt) return [];
    return [[message.firstAt.getTime() <= erasedAt ? { ...message, firstAt: message.lastAt } : message, named]];
  });
}

/** Keys under which a message speaks of somebody; a device may be shared with others. */
function whoActed([message, { anonymous, ...named }]: Heard): string[] {
  return [message.identifierKey, ...keysOf({ ...named, anonymous: named.user === null ? anonymous : null })];
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

async function load(db: Database, workspace: string, heard: readonly Heard[]): Promise<Known> {
  const known = nothingKnown(workspace);
  const read = async (
    keys: ReadonlySet<string>,
    column: typeof identifiers.identifierKey | typeof identifiers.contact,
  ) => {
    for (const some of partsOf(keys, ROWS))
      for (const row of await db
        .select({
          identifierKey: identifiers.identifierKey,
          kind: identifiers.kind,
          value: identifiers.value,
          contact: identifiers.contact,
          person: identifiers.person,
        })
        .from(identifiers)
        .where(and(eq(identifiers.workspace, workspace), isOneOf(column, some))))
        know(known, row);
  };
  await read(new Set(heard.flatMap(([, named]) => keysOf(named))), identifiers.identifierKey);
  const free = new Set<string>();
  for (const each of known.identifiers.values())
    if (each.contact === each.identifierKey && each.kind !== "user_id") free.add(each.identifierKey);
  await read(free, identifiers.contact);

  const described = new Set<string>();
  for (const [message, named] of heard) {
    if (message.email === "" && Object.keys(message.traits).length === 0) continue;
    for (const key of keysOf(named)) {
      const contact = known.identifiers.get(key)?.contact;
      if (contact) described.add(contact);
    }
  }
  for (const keys of partsOf(described, ROWS))
    for (const row of await db
      .select()
      .from(contacts)
      .where(and(eq(contacts.workspace, workspace), isOneOf(contacts.id, keys))))
      known.contacts.set(row.id, row);

  return { ...known, joined: await joinedByPeople(db, workspace, free) };
}

function keysOf(named: Named): string[] {
  return Object.values(named).filter((key) => key !== null);
}

async function joinedByPeople(db: Database, workspace: string, ids: ReadonlySet<string>): Promise<Set<string>> {
  const joined = new Set<string>();
  for (const keys of partsOf(ids, ROWS)) {
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
  for (const rows of partsOf(new Set(known.removedContacts), ROWS)) {
    const gone = rows.map(([from]) => from);
    const moves = sql`json_to_recordset(${JSON.stringify(rows.map(([from, to]) => ({ from, to })))}::json) as moves("from" text, "to" text)`;
    await db.execute(
      sql`insert into ${contactGroups}
          select ${workspace}, moves."to", ${contactGroups.group}, min(${contactGroups.since})
          from ${contactGroups} join ${moves} on ${contactGroups.contact} = moves."from"
          where ${contactGroups.workspace} = ${workspace}
          group by moves."to", ${contactGroups.group}
          on conflict do nothing`,
    );
    await db
      .delete(contactGroups)
      .where(and(eq(contactGroups.workspace, workspace), isOneOf(contactGroups.contact, gone)));
    await db.delete(contacts).where(and(eq(contacts.workspace, workspace), isOneOf(contacts.id, gone)));
  }

  for (const rows of partsOf(picked(known.contacts, known.changedContacts), ROWS))
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
        },
      });

  for (const rows of partsOf(new Set(known.createdIdentifiers.values()), ROWS))
    await db.insert(identifiers).select(rowsOf(identifiers, rows)).onConflictDoNothing();

  for (const rows of partsOf(new Set(known.movedIdentifiers.values()), ROWS))
    await db
      .update(identifiers)
      .set({
        contact: sql`moved.contact`,
        person: sql`moved.person`,
        evidence: sql`coalesce(moved.evidence, ${identifiers.evidence})`,
        message: sql`coalesce(moved.message, ${identifiers.message})`,
      })
      .from(
        sql`json_to_recordset(${JSON.stringify(rows)}::json)
            as moved("identifierKey" text, contact text, person text, evidence text, message text)`,
      )
      .where(and(eq(identifiers.workspace, workspace), sql`${identifiers.identifierKey} = moved."identifierKey"`));

  for (const rows of partsOf(new Set(known.conflicts.values()), ROWS))
    await db
      .insert(stitchConflicts)
      .values(
        rows.map((row) => ({ ...row, id: key64("conflict", workspace, row.kind, row.value, row.one, row.other) })),
      )
      .onConflictDoNothing();

  for (const rows of partsOf(new Set(known.groups.values()), ROWS))
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
