import { and, eq, getTableColumns, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { RecordsSystem } from "../context.ts";
import type { Database } from "../db/database.ts";
import type { MessageRow } from "./compose.ts";
import { mailMessages } from "./mail.tables.ts";

/** A process that takes a message and is not heard of again loses it to another after this time. */
const CLAIM_MILLISECONDS = 20 * 60_000;
const MOST_DOMAINS = 500;

const table = mailMessages;

function isDue(now: Date): SQL | undefined {
  const free = or(isNull(table.claimedUntil), lte(table.claimedUntil, now));
  return and(eq(table.status, "waiting"), lte(table.nextAt, now), free);
}

/** Receiving domains with something to send now: those with something urgent first, then who has waited longest. */
export async function dueDomains({ db, now }: RecordsSystem): Promise<{ domain: string; urgent: boolean }[]> {
  const urgent = sql<boolean>`bool_or(${table.urgent})`;
  return db
    .select({ domain: table.domain, urgent })
    .from(table)
    .where(isDue(now()))
    .groupBy(table.domain)
    .orderBy(sql`${urgent} desc`, sql`min(${table.nextAt})`)
    .limit(MOST_DOMAINS);
}

/** Takes the next messages for a domain, at most so many: nobody else has them until the claim ends. */
export async function claim(
  { db, now }: RecordsSystem,
  domain: string,
  { most, urgentOnly }: { most: number; urgentOnly: boolean },
): Promise<MessageRow[]> {
  const instant = now();
  const next = db
    .select({ workspace: table.workspace, id: table.id })
    .from(table)
    .where(and(isDue(instant), eq(table.domain, domain), urgentOnly ? eq(table.urgent, true) : undefined))
    .orderBy(sql`${table.urgent} desc nulls last`, table.nextAt)
    .limit(most)
    .for("update", { skipLocked: true })
    .as("next");
  const rows = await db
    .update(table)
    .set({
      attempts: sql`${table.attempts} + 1`,
      attemptedAt: instant,
      claimedUntil: new Date(instant.getTime() + CLAIM_MILLISECONDS),
    })
    // Joined, not looked up in a list: that would read the whole table.
    .from(next)
    .where(and(eq(table.workspace, next.workspace), eq(table.id, next.id)))
    .returning(getTableColumns(table));
  return rows.toSorted(
    (a, b) => Number(b.urgent) - Number(a.urgent) || a.nextAt.getTime() - b.nextAt.getTime() || (a.id < b.id ? -1 : 1),
  );
}

/** Gives back what was taken and not tried. */
export async function release(db: Database, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ messageId }) => messageId);
  await db
    .update(table)
    .set({ claimedUntil: null, attempts: sql`${table.attempts} - 1` })
    .where(and(inArray(table.messageId, ids), eq(table.status, "waiting")));
}

/** What becomes of a message that was taken. Nothing when it was erased or taken by another process meanwhile: false. */
export async function settle(
  db: Database,
  { workspace, id, attempts }: MessageRow,
  changes: Partial<typeof mailMessages.$inferInsert>,
): Promise<boolean> {
  const mine = and(eq(table.workspace, workspace), eq(table.id, id), eq(table.attempts, attempts));
  const settled = await db
    .update(table)
    .set({ ...changes, claimedUntil: null })
    .where(and(mine, eq(table.status, "waiting")))
    .returning({ id: table.id });
  return settled.length > 0;
}

/** Whether a message that was taken a moment ago was neither erased nor taken by another process since. */
export async function isStillMine(db: Database, { workspace, id, attempts }: MessageRow): Promise<boolean> {
  const mine = and(eq(table.workspace, workspace), eq(table.id, id), eq(table.attempts, attempts));
  const rows = await db
    .select({ id: table.id })
    .from(table)
    .where(and(mine, eq(table.status, "waiting")));
  return rows.length > 0;
}

/** Whether everything that named the recipient is gone. */
export async function isErased(db: Database, { workspace, id }: MessageRow): Promise<boolean> {
  const [row] = await db
    .select({ recipientKey: table.recipientKey })
    .from(table)
    .where(and(eq(table.workspace, workspace), eq(table.id, id)));
  return row?.recipientKey === "";
}

/** Frees what a killed process had taken. Only where no other process can be sending. */
export async function releaseClaims(db: Database): Promise<void> {
  await db
    .update(table)
    .set({ claimedUntil: null })
    .where(and(eq(table.status, "waiting"), isNotNull(table.claimedUntil)));
}
