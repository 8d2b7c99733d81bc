import { and, eq, sql } from "drizzle-orm";
import type { Change } from "../../platform/audit.ts";
import type { Database } from "../../platform/db/database.ts";
import { namedStatement } from "../../platform/db/named-statement.ts";
import { auditLog, auditSubjects } from "./audit.tables.ts";

export type Entry = typeof auditLog.$inferInsert;

/** What an entry is about, and at which place in its list. */
export interface Subject extends Change {
  place: number;
}

const value = sql.placeholder;

const entry = sql`insert into ${auditLog}
  (workspace, id, at, actor_kind, actor_id, actor_name, what, outcome, address, count)
  values (${value("workspace")}, ${value("id")}, ${value("at")}, ${value("actorKind")}, ${value("actorId")},
    ${value("actorName")}, ${value("what")}, ${value("outcome")}, ${value("address")}, ${value("count")})
  on conflict do nothing`;

const aboutNothing = namedStatement("audit_entry", entry);

const aboutSomething = namedStatement(
  "audit_entry_about",
  sql`with entry as (${entry})
    insert into ${auditSubjects} (workspace, entry, place, at, kind, id, name, fields)
    values (${value("workspace")}, ${value("id")}, ${value("place")}, ${value("at")}, ${value("kind")}, ${value("about")},
      ${value("name")}, ${value("fields")})`,
);

/** Writes an entry, or adds to it what it is about, in one statement. */
export async function writeEntry(db: Database, written: Entry, subject: Subject | null): Promise<void> {
  const values = { ...written, count: written.count ?? null };
  if (subject === null) return aboutNothing(db, values);
  const { place, kind, id: about, name = "", fields } = subject;
  await aboutSomething(db, { ...values, place, kind, about, name, fields: fields ? JSON.stringify(fields) : null });
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

function isEntry({ workspace, at, id }: Entry) {
  return and(eq(auditLog.workspace, workspace), eq(auditLog.at, at), eq(auditLog.id, id));
}
