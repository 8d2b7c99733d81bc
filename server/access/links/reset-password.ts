import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { HOUR } from "../../../contracts/words/durations.ts";
import type { Acting, RecordsSystem, System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import type { Language } from "../../platform/http/language.ts";
import { type Mail, SYSTEM_MAIL } from "../../platform/mail/mail.ts";
import { credentials, sessions, users } from "../users/users.tables.ts";
import { hashPassword, normaliseEmail } from "../users/users.ts";
import { passwordChangedLetter, resetPasswordLetter } from "./letters.ts";
import { makeLink, readLink, spendLink } from "./make-link.ts";

const VALID = HOUR;

/** Writes down what was done for a user, in the transaction that does it. */
type Noting = (db: Database, userId: string) => Promise<void>;

/** Sends a link to the address of a user. Says nothing, and does nothing for an address that is nobody's. */
export async function sendPasswordReset(
  system: System,
  mail: Mail,
  { email, language, asked }: { email: string; language: Language; asked: Noting },
): Promise<void> {
  // What is no address in ASCII could become somebody's when it is written in lower case.
  if (!z.email().safeParse(email).success) return;
  await system.db.transaction(async (db) => {
    const [user] = await db
      .select()
      .from(users)
      .where(eq(users.email, normaliseEmail(email)));
    const link = user && (await makeLink(db, system.now(), { purpose: "password", userId: user.id, valid: VALID }));
    if (!user || !link) return;
    await asked(db, user.id);
    const url = new URL(`/reset-password/${link.token}`, mail.publicUrl()).href;
    await mail.enqueue(db, {
      ...resetPasswordLetter(language, user.name, url),
      ...{ workspace: SYSTEM_MAIL, kind: "password_reset", secret: true, urgent: true, expiresAt: link.expiresAt },
      to: { address: user.email, name: user.name },
    });
  });
  mail.wake();
}

/** Whose password a link resets. @throws 404 */
export async function readPasswordReset(system: RecordsSystem, token: string) {
  const link = await readLink(system, "password", token);
  const [user] = await system.db.select({ email: users.email }).from(users).where(eq(users.id, link.userId));
  return { email: user?.email ?? "", expiresAt: link.expiresAt.toISOString() };
}

/** Sets the password by a link, ends every session, and tells the user. @throws 404 */
export async function resetPassword(
  system: Acting,
  mail: Mail,
  { token, password, language, done }: { token: string; password: string; language: Language; done: Noting },
): Promise<void> {
  await readLink(system, "password", token);
  const passwordHash = await hashPassword(password);
  await system.db.transaction(async (db) => {
    const now = system.now();
    const { userId } = await spendLink(db, now, "password", token);
    await db
      .update(credentials)
      .set({ password: passwordHash, updatedAt: now })
      .where(and(eq(credentials.userId, userId), eq(credentials.providerId, "credential")));
    await db.delete(sessions).where(eq(sessions.userId, userId));
    await done(db, userId);
    const [user] = await db.select().from(users).where(eq(users.id, userId));
    if (!user) return;
    const who = { workspace: "", actor: { kind: "user", id: userId, name: user.name } } as const;
    await system.trail.note(db, { kind: "user", id: userId, fields: { password: {} } }, who);
    await mail.enqueue(db, {
      ...passwordChangedLetter(language, user.name),
      ...{ workspace: SYSTEM_MAIL, kind: "password_changed", urgent: true },
      to: { address: user.email, name: user.name },
    });
  });
  mail.wake();
}
