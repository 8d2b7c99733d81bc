import { and, eq, lte } from "drizzle-orm";
import type { System } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { identifiers, stitchCursor } from "../contacts.tables.ts";
import type { Position } from "./read-messages.ts";

const CURSOR = "events";
const ROWS = 5000;

export interface Cursor extends Position {
  version: bigint;
}

const START: Cursor = { arrival: 0n, seen: {}, version: 0n };

/** How far the log has been followed, as last committed. */
export async function readCursor(db: Database): Promise<Cursor> {
  const [row] = await db.select().from(stitchCursor).where(eq(stitchCursor.id, CURSOR));
  return row ?? START;
}

/**
 * Changes who is who: one process at a time, in one transaction. `work` gets the cursor as it is now; what it returns
 * is what is kept.
 */
export async function changingIdentities(
  system: System,
  work: (db: Database, cursor: Cursor) => Promise<Cursor>,
): Promise<void> {
  await system.db.transaction(async (transaction) => {
    await transaction
      .insert(stitchCursor)
      .values({ id: CURSOR, ...START })
      .onConflictDoNothing();
    const [row] = await transaction.select().from(stitchCursor).where(eq(stitchCursor.id, CURSOR)).for("update");
    const { arrival, seen, version } = await work(transaction, row ?? START);
    await transaction.update(stitchCursor).set({ arrival, seen, version }).where(eq(stitchCursor.id, CURSOR));
  });
}

/**
 * Brings to the event store whose identifiers changed hands. What is not marked as brought is brought again, so a
 * process that ends in between leaves nothing undone. Answers whether there was anything.
 */
export async function publishPersons(system: System): Promise<boolean> {
  let any = false;
  for (let more = true; more; ) {
    const waiting = await system.db
      .select({ identifierKey: identifiers.identifierKey })
      .from(identifiers)
      .where(eq(identifiers.published, false))
      .limit(1);
    if (waiting.length === 0) return any;
    any = true;
    await changingIdentities(system, async (db, cursor) => {
      const unpublished = eq(identifiers.published, false);
      const rows = await db
        .select({
          workspace: identifiers.workspace,
          identifierKey: identifiers.identifierKey,
          person: identifiers.person,
        })
        .from(identifiers)
        .where(unpublished)
        .orderBy(identifiers.identifierKey)
        .limit(ROWS);
      const last = rows.at(-1);
      more = rows.length === ROWS;
      if (!last) return cursor;
      const version = await writePersons(system, cursor, rows);
      await db
        .update(identifiers)
        .set({ published: true })
        .where(and(unpublished, lte(identifiers.identifierKey, last.identifierKey)));
      return { ...cursor, version };
    });
  }
  return any;
}

/**
 * Writes to the event store whom identifiers count for, before that is committed to the records: what is not committed
 * is done again and written again. Answers the version it was given.
 */
export async function writePersons(
  system: System,
  cursor: Cursor,
  rows: readonly { workspace: string; identifierKey: string; person: string }[],
): Promise<bigint> {
  if (rows.length === 0) return cursor.version;
  // From the clock as well, so that a version given by a process that ended before it could say so is not given twice.
  const now = BigInt(Date.now()) * 4096n;
  const version = now > cursor.version ? now : cursor.version + 1n;
  await system.analytics.insert(
    "person_aliases",
    rows.map(({ workspace, identifierKey, person }) => ({
      workspace,
      identifier_key: identifierKey,
      person,
      version: version.toString(),
    })),
  );
  return version;
}
