import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import { z } from "zod";
import type { System } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { send, type Topic, unsend } from "../../../platform/outbox/outbox.ts";
import { contacts, identifiers } from "../contacts.tables.ts";
import type { FreshPersons } from "./fresh-persons.ts";
import { holdStitching, keepVersion } from "./hold-stitching.ts";

const TOPIC = "publish_people";
const EVERYBODY = "everybody";
const ROWS = 5000;

/** Whose identifiers are written anew; everybody's when absent. */
const payloadShape = z.object({ people: z.array(z.string()).optional() });

/** The message that has the identifiers of some people brought to the event store, where queries look them up. */
export interface Published {
  workspace: string;
  topic: typeof TOPIC;
  thing: string;
}

/** Has whom identifiers count for, of people that a person merged or parted, brought to the event store. */
export async function sendPersons(
  db: Database,
  workspace: string,
  people: readonly [string, string],
  now: Date,
): Promise<Published> {
  const key = { workspace, topic: TOPIC, thing: people[0] } as const;
  await send(db, { ...key, payload: { people } }, now);
  return key;
}

/** Has all of it brought to the event store again, after records were restored. */
export async function republishPersons(db: Database, now: Date): Promise<void> {
  await unsend(db, TOPIC);
  const workspaces = await db.selectDistinct({ workspace: contacts.workspace }).from(contacts);
  for (const { workspace } of workspaces)
    await send(db, { workspace, topic: TOPIC, thing: EVERYBODY, payload: {} }, now);
}

/** Brings to the event store what identifiers count for at the time: what was changed twice is right after either message. */
export function publishPersons(system: System, persons: FreshPersons): Topic {
  return {
    name: TOPIC,
    seconds: 60,
    async deliver({ workspace, payload }) {
      const { people } = payloadShape.parse(payload);
      const which = people ? inArray(identifiers.person, people) : ne(identifiers.identifierKey, identifiers.person);
      for (let after = ""; ; ) {
        const last = await publishSome(system, persons, workspace, and(which, gt(identifiers.identifierKey, after)));
        if (last === null) break;
        after = last;
      }
      await persons.load();
    },
  };
}

/** Answers the last key that was written; null when there is none. */
function publishSome(
  system: System,
  persons: FreshPersons,
  workspace: string,
  which: ReturnType<typeof and>,
): Promise<string | null> {
  return system.db.transaction(async (db) => {
    const version = await holdStitching(db);
    const rows = await db
      .select({ identifierKey: identifiers.identifierKey, person: identifiers.person })
      .from(identifiers)
      .where(and(eq(identifiers.workspace, workspace), which))
      .orderBy(asc(identifiers.identifierKey))
      .limit(ROWS);
    const stitched = rows.map((row) => ({ workspace, ...row }));
    persons.wrote(await writePersons(system, db, version, stitched));
    return rows.length < ROWS ? null : (rows.at(-1)?.identifierKey ?? null);
  });
}

/**
 * Writes to the event store whom identifiers count for, before that is committed to the records by whoever holds the
 * stitching: what is not committed is done again and written again. Answers the version it was given.
 */
export async function writePersons(
  system: Pick<System, "analytics">,
  db: Database,
  last: bigint,
  rows: readonly { workspace: string; identifierKey: string; person: string }[],
): Promise<bigint> {
  if (rows.length === 0) return last;
  const version = versionAfter(last);
  await system.analytics.insert(
    "person_aliases",
    rows.map(({ workspace, identifierKey, person }) => ({
      workspace,
      identifier_key: identifierKey,
      person,
      version: version.toString(),
    })),
  );
  await keepVersion(db, version);
  return version;
}

/** From the clock as well, so that a version given by a process that ended before it could say so is not given twice. */
export function versionAfter(last: bigint): bigint {
  const now = BigInt(Date.now()) * 4096n;
  return now > last ? now : last + 1n;
}
