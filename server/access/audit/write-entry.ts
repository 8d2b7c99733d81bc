import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Change } from "../../platform/audit.ts";
import type { Database } from "../../platform/db/database.ts";
import { auditLog, auditSubjects } from "./audit.tables.ts";

export type Entry = typeof auditLog.$inferInsert;

/** What an entry is about, and at which place in its list. */
export interface Subject extends Change {
  place: number;
}

/** Writes an entry, or adds to it what it is about, in one statement. */
export async function writeEntry(db: Database, entry: Entry, subject: Subject | null): Promise<void> {
  const { workspace, id, at: instant, actorKind, actorId, actorName, what, outcome, address, count } = entry;
  const written = sql`insert into ${auditLog}
    (workspace, id, at, actor_kind, actor_id, actor_name, what, outcome, address, count)
    values (${workspace}, ${id}, ${instant}, ${actorKind}, ${actorId}, ${actorName}, ${what}, ${outcome}, ${address}, ${count ?? null})
    on conflict do nothing`;
  await db.execute(subject === null ? written : sql`with entry as (${written}) ${aboutIt(entry, subject)}`);
}

function aboutIt({ workspace, id, at: instant }: Entry, { place, kind, id: about, name = "", fields }: Subject): SQL {
  return sql`insert into ${auditSubjects} (workspace, entry, place, at, kind, id, name, fields)
    values (${workspace}, ${id}, ${place}, ${instant}, ${kind}, ${about}, ${name}, ${fields ? JSON.stringify(fields) : null})`;
}

export async function finishEntry(db: Database, written: Entry): Promise<void> {
  await db.update(auditLog).set({ outcome: "done" }).where(isEntry(written));
}

/** Takes back an entry of what was not done after all. */
export async function withdrawEntry(db: Database, written: Entry): Promise<void> {
  const { workspace, id } = written;
  await db.transaction(async (tx) => {
    await tx.delete(auditSubjects).where(and(eq(auditSubjects.workspace, workspace), eq(auditSubjects.entry, id)));
    await tx.delete(auditLog).where(isEntry(written));
  });
}

function isEntry({ workspace, at: instant, id }: Entry) {
  return and(eq(auditLog.workspace, workspace), eq(auditLog.at, instant), eq(auditLog.id, id));
}
