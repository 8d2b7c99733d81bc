import { and, eq, ne } from "drizzle-orm";
import { DAY } from "../../../contracts/words/durations.ts";
import type { UserContext } from "../../platform/context.ts";
import { isTaken } from "../../platform/db/named-records.ts";
import type { Language } from "../../platform/http/language.ts";
import { problem } from "../../platform/http/problem.ts";
import { type Mail, SYSTEM_MAIL } from "../../platform/mail/mail.ts";
import { sessions, users } from "../users/users.tables.ts";
import { mustKnowPassword, normaliseEmail } from "../users/users.ts";
import { addressTakenLetter, confirmEmailLetter, emailChangedLetter } from "./letters.ts";
import { makeLink, readLink, spendLink } from "./make-link.ts";

const VALID = DAY;

/**
 * Sends a link to the new address, which does not count before it was followed. Whether the address is another user's is
 * told to nobody but that user.
 * @throws 400 `wrong_password`, `same_email`, 429
 */
export async function sendEmailChange(
  ctx: UserContext,
  mail: Mail,
  { email, password, language }: { email: string; password: string; language: Language },
): Promise<void> {
  await mustKnowPassword(ctx, password);
  const address = normaliseEmail(email);
  if (address === ctx.user.email) throw problem("same_email", { path: "email" });
  await ctx.db.transaction(async (db) => {
    const wanted = { purpose: "email", userId: ctx.user.id, email: address, valid: VALID } as const;
    const link = await makeLink(db, ctx.now(), wanted);
    if (!link) throw tooMany();
    await ctx.trail.note(db, { kind: "user", id: ctx.user.id });
    const [owner] = await db.select({ id: users.id }).from(users).where(eq(users.email, address));
    const url = new URL(`/confirm-email/${link.token}`, mail.publicUrl()).href;
    const letter = owner
      ? { ...addressTakenLetter(language), kind: "email_taken" }
      : { ...confirmEmailLetter(language, ctx.user.name, url), kind: "email_confirmation", secret: true };
    await mail.enqueue(db, {
      ...letter,
      ...{ workspace: SYSTEM_MAIL, urgent: true, expiresAt: link.expiresAt },
      to: { address },
    });
  });
  mail.wake();
}

/** What a link would change. @throws 404, also for another user's */
export async function readEmailChange(ctx: UserContext, token: string) {
  const link = await readLink(ctx, "email", token);
  if (link.userId !== ctx.user.id || link.email === null) throw notMine();
  return { from: ctx.user.email, to: link.email, expiresAt: link.expiresAt.toISOString() };
}

/**
 * Takes the new address and tells the old one. It takes the user's own session, so that a stranger who got the link by a
 * slip of the pen gets nothing else. Every other session ends.
 * @throws 404, 409 `email_taken`
 */
export async function confirmEmailChange(
  ctx: UserContext,
  mail: Mail,
  token: string,
  language: Language,
): Promise<void> {
  const { id, name, email: old, sessionToken } = ctx.user;
  const change = ctx.db.transaction(async (db) => {
    const now = ctx.now();
    const link = await spendLink(db, now, "email", token);
    if (link.userId !== id || link.email === null) throw notMine();
    await db.update(users).set({ email: link.email, emailVerified: true, updatedAt: now }).where(eq(users.id, id));
    await ctx.trail.note(db, { kind: "user", id, fields: { email: {} } });
    await db.delete(sessions).where(and(eq(sessions.userId, id), ne(sessions.token, sessionToken)));
    await mail.enqueue(db, {
      ...emailChangedLetter(language, name, link.email),
      ...{ workspace: SYSTEM_MAIL, kind: "email_changed", urgent: true },
      to: { address: old, name },
    });
  });
  await change.catch((error: unknown) => {
    if (isTaken(error)) throw problem("email_taken");
    throw error;
  });
  mail.wake();
}

/** The same words as for a link that is not there. */
function notMine() {
  return problem("link_gone");
}

function tooMany() {
  return problem("too_many_links");
}
