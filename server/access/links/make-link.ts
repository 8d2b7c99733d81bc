import { and, count, eq, gt, isNull, lt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { HOUR } from "../../../contracts/words/durations.ts";
import type { RecordsSystem } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { problem } from "../../platform/http/problem.ts";
import { hashSecret, randomSecret } from "../../platform/secrets.ts";
import { accessLinks } from "./links.tables.ts";

/** Links of one kind that a user is sent in an hour; who asks for more fills somebody's mailbox. */
const MOST_AN_HOUR = 3;
/** Used and expired ones are kept so long, to be counted. */
const KEPT = 24 * HOUR;

type Purpose = (typeof accessLinks.$inferSelect)["purpose"];

/** Makes a link, whose token is only in what this returns; null when the user was sent enough of them in this hour. */
export async function makeLink(
  db: Database,
  now: Date,
  { purpose, userId, email, valid }: { purpose: Purpose; userId: string; email?: string; valid: number },
): Promise<{ token: string; expiresAt: Date } | null> {
  const theirs = and(eq(accessLinks.userId, userId), eq(accessLinks.purpose, purpose));
  await db.delete(accessLinks).where(and(theirs, lt(accessLinks.expiresAt, before(now, KEPT))));
  const recent = and(theirs, gt(accessLinks.createdAt, before(now, HOUR)));
  const [made] = await db.select({ recent: count() }).from(accessLinks).where(recent);
  if ((made?.recent ?? 0) >= MOST_AN_HOUR) return null;
  const token = randomSecret();
  const expiresAt = new Date(now.getTime() + valid);
  const link = { id: uuidv7(), purpose, userId, tokenHash: hashSecret(token), email: email ?? null };
  await db.insert(accessLinks).values({ ...link, createdAt: now, expiresAt });
  return { token, expiresAt };
}

/** What a link is for. @throws 404, the same for unknown, used and expired */
export async function readLink({ db, now }: RecordsSystem, purpose: Purpose, token: string) {
  const [link] = await db
    .select()
    .from(accessLinks)
    .where(open(purpose, token, now()));
  if (!link) throw noLink();
  return link;
}

/** Uses a link up, and with it every other one of the user: who has an old one shall not come in by it. @throws 404 */
export async function spendLink(db: Database, now: Date, purpose: Purpose, token: string) {
  const [link] = await db
    .update(accessLinks)
    .set({ usedAt: now })
    .where(open(purpose, token, now))
    .returning();
  if (!link) throw noLink();
  await voidLinks(db, link.userId, now);
  return link;
}

/** Ends every link of a user that is still open. */
export async function voidLinks(db: Database, userId: string, now: Date): Promise<void> {
  await db
    .update(accessLinks)
    .set({ usedAt: now })
    .where(and(eq(accessLinks.userId, userId), isNull(accessLinks.usedAt)));
}

function open(purpose: Purpose, token: string, now: Date) {
  const known = and(eq(accessLinks.tokenHash, hashSecret(token)), eq(accessLinks.purpose, purpose));
  return and(known, isNull(accessLinks.usedAt), gt(accessLinks.expiresAt, now));
}

function before(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds);
}

function noLink() {
  return problem("link_gone");
}
