import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { SignIn } from "../../../contracts/access/sign-ins.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import type { Context, RecordsSystem, System, UserContext } from "../../platform/context.ts";
import { isId } from "../../platform/db/record-id.ts";
import { readCursor, writeCursor } from "../../platform/http/list-cursor.ts";
import { notFound } from "../../platform/http/problem.ts";
import type { Job } from "../../platform/queue/job.ts";
import { memberships } from "../workspaces/workspaces.tables.ts";
import { signIns } from "./sign-ins.tables.ts";

const ROWS_A_STATEMENT = 5000;

const place = z.tuple([z.int().min(0).max(8.64e15), z.string().max(64)]);

interface Page {
  cursor?: string | undefined;
  limit: number;
}
type Listed = Promise<{ items: SignIn[]; nextCursor: string | null }>;

export function listSignIns(ctx: UserContext, page: Page): Listed {
  return entries(ctx, eq(signIns.userId, ctx.user.id), page);
}

/** Those of a member since they joined: what was before is no business of the workspace. @throws 404 */
export async function listMemberSignIns(ctx: Context, id: string, page: Page): Listed {
  if (!isId(id)) throw notFound();
  const [member] = await ctx.db
    .select({ joinedAt: memberships.joinedAt })
    .from(memberships)
    .where(and(eq(memberships.workspace, ctx.workspace.id), eq(memberships.user, id)));
  if (!member) throw notFound();
  return entries(ctx, and(eq(signIns.userId, id), gte(signIns.at, member.joinedAt)), page);
}

async function entries({ db }: RecordsSystem, whose: SQL | undefined, { cursor, limit }: Page): Listed {
  const after = cursor === undefined ? null : readCursor(place, cursor);
  const older = after && sql`(${signIns.at}, ${signIns.id}) < (${new Date(after[0])}, ${after[1]})`;
  const rows = await db
    .select()
    .from(signIns)
    .where(and(whose, older ?? undefined))
    .orderBy(desc(signIns.at), desc(signIns.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ userId: _, at: instant, ...entry }) => ({ ...entry, at: instant.toISOString() })),
    nextCursor: last && rows.length > limit ? writeCursor([last.at.getTime(), last.id]) : null,
  };
}

export function forgetSignInsJob(system: System, days: number): Job {
  return { name: "sign-ins.forget", every: 6 * 60 * 60, run: (_job, signal) => forgetSignIns(system, days, signal) };
}

/** Deletes what is older than entries are kept, a few rows at a time. */
export async function forgetSignIns({ db, now }: RecordsSystem, days: number, signal?: AbortSignal): Promise<void> {
  const before = new Date(now().getTime() - days * DAY);
  for (let deleted = ROWS_A_STATEMENT; deleted === ROWS_A_STATEMENT; ) {
    signal?.throwIfAborted();
    const old = db.select({ id: signIns.id }).from(signIns).where(lt(signIns.at, before)).limit(ROWS_A_STATEMENT);
    const gone = await db.delete(signIns).where(sql`${signIns.id} in ${old}`).returning({ id: signIns.id });
    deleted = gone.length;
  }
}
