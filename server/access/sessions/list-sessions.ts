import { and, desc, eq, gt, ne } from "drizzle-orm";
import type { Session } from "../../../contracts/access/sessions.ts";
import type { UserContext } from "../../platform/context.ts";
import { isId } from "../../platform/db/record-id.ts";
import { notFound } from "../../platform/http/problem.ts";
import { sessions } from "../users/users.tables.ts";
import { namesOf } from "./device.ts";

const MOST = 100;

/** Where the person is signed in, last seen first. */
export async function listSessions({ db, user }: UserContext): Promise<Session[]> {
  const rows = await db
    .select()
    .from(sessions)
    // The library that keeps sessions goes by the clock of the machine.
    .where(and(eq(sessions.userId, user.id), gt(sessions.expiresAt, new Date())))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
    .limit(MOST);
  return rows.map(({ id, token, userAgent, ipAddress, createdAt, updatedAt }) => ({
    id,
    isThis: token === user.sessionToken,
    ...namesOf(userAgent ?? ""),
    network: ipAddress ?? "",
    createdAt: createdAt.toISOString(),
    lastSeenAt: updatedAt.toISOString(),
  }));
}

/** @throws 404, also for another person's */
export async function endSession(ctx: UserContext, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (db) => {
    const theirs = and(eq(sessions.id, id), eq(sessions.userId, ctx.user.id));
    const gone = await db.delete(sessions).where(theirs).returning({ id: sessions.id });
    if (gone.length === 0) throw notFound();
    await ctx.trail.note(db, { kind: "user", id: ctx.user.id });
  });
}

/** Ends every session but the one that asks. */
export async function endOtherSessions(ctx: UserContext): Promise<void> {
  const { id, sessionToken } = ctx.user;
  await ctx.db.transaction(async (db) => {
    await db.delete(sessions).where(and(eq(sessions.userId, id), ne(sessions.token, sessionToken)));
    await ctx.trail.note(db, { kind: "user", id });
  });
}
