import type { Left, Tombstones } from "../../log/tombstones/tombstones.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import { partsOf } from "../../platform/db/many-rows.ts";
import { identifiers } from "../contacts/contacts.tables.ts";
import { partContacts } from "../contacts/contacts.ts";
import { requestErasure } from "./erasures.ts";
import { erasurePeople } from "./personal-data.tables.ts";

/** People in one request. */
const MOST = 1000;
const SECONDS = 600;

/**
 * After records and events came back with a backup: asks for whoever was erased since it was taken to be erased again, the
 * records having come back in the same transaction.
 */
export async function eraseAgain(
  system: System,
  tombstones: Pick<Tombstones, "among" | "isEmpty" | "look">,
  backupTakenAt: Date,
): Promise<void> {
  const { db } = system;
  await tombstones.look();
  if (tombstones.isEmpty()) return;
  const asked = await db.select({ contact: erasurePeople.contact }).from(erasurePeople);
  const already = new Set(asked.map(({ contact }) => contact));
  for (const [workspace, contacts] of await everybody(system)) {
    const erased = await tombstones.among(db, workspace, [...contacts.keys()]);
    const byLeft = new Map<Left, Set<string>>();
    for (const [key, { erasedAt, left }] of erased) {
      const contact = contacts.get(key) ?? key;
      if (erasedAt < backupTakenAt.getTime() || already.has(contact)) continue;
      byLeft.set(left, (byLeft.get(left) ?? new Set()).add(contact));
      already.add(contact);
    }
    await partContacts(
      db,
      workspace,
      [...byLeft.values()].flatMap((people) => [...people]),
    );
    for (const [left, people] of byLeft) await ask(system, workspace, left, [...people]);
  }
}

async function ask({ db, now }: System, workspace: string, left: Left, people: readonly string[]): Promise<void> {
  const how = { mode: left === "nothing" ? "erase" : "anonymise", keepTexts: left === "texts" } as const;
  for (const contacts of partsOf(people, MOST))
    await requestErasure(db, { workspace, contacts, ...how, origin: "restore", by: "", now: now(), graceDays: 0 });
}

/** By workspace: every key that somebody acted as, with the contact it is an identifier of. */
async function everybody({ db, analytics }: System): Promise<Map<string, Map<string, string>>> {
  const all = new Map<string, Map<string, string>>();
  const add = (workspace: string, key: string, contact: string) => {
    const keys = all.get(workspace) ?? new Map<string, string>();
    all.set(workspace, keys.set(key, keys.get(key) ?? contact));
  };
  const known = await db
    .select({ workspace: identifiers.workspace, key: identifiers.identifierKey, contact: identifiers.contact })
    .from(identifiers);
  for (const { workspace, key, contact } of known) add(workspace, key, contact);
  const acted = await analytics.ask<{ workspace: string; key: string }>(
    sql`select distinct toString(workspace) as workspace, toString(identifier_key) as key from events where identifier_key != 0`,
    { tenant: null, sees: "everything", seconds: SECONDS },
  );
  for (const { workspace, key } of acted) add(workspace, key, key);
  return all;
}
