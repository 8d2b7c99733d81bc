import { eq, sql } from "drizzle-orm";
import { DAY } from "../../../contracts/words/durations.ts";
import type { Context, System } from "../../platform/context.ts";
import type { Job } from "../../platform/queue/job.ts";
import { workspaces } from "../workspaces/workspaces.tables.ts";
import { auditLog, auditRetention, auditSubjects } from "./audit.tables.ts";

/** Two years. What people do with their own accounts is always kept that long. */
const USUAL_DAYS = 730;
const ROWS_A_STATEMENT = 5000;

export async function getRetention({ db, workspace }: Context): Promise<{ days: number }> {
  const [row] = await db
    .select({ days: auditRetention.days })
    .from(auditRetention)
    .where(eq(auditRetention.workspace, workspace.id));
  return { days: row?.days ?? USUAL_DAYS };
}

export function updateRetention(ctx: Context, days: number): Promise<{ days: number }> {
  const workspace = ctx.workspace.id;
  return ctx.db.transaction(async (db) => {
    const before = await getRetention({ ...ctx, db });
    await db
      .insert(auditRetention)
      .values({ workspace, days })
      .onConflictDoUpdate({ target: auditRetention.workspace, set: { days } });
    const fields = { auditDays: { before: before.days, after: days } };
    await ctx.trail.note(db, { kind: "workspace", id: workspace, name: ctx.workspace.name, fields });
    return { days };
  });
}

export function forgetAuditJob(system: System): Job {
  return { name: "audit.forget", every: 6 * 60 * 60, run: (_job, signal) => forgetAudit(system, signal) };
}

/** Deletes what is older than its workspace keeps, a few rows at a time. */
export async function forgetAudit({ db, now }: System, signal?: AbortSignal): Promise<void> {
  const kept = await db
    .select({ id: workspaces.id, days: auditRetention.days })
    .from(workspaces)
    .leftJoin(auditRetention, eq(auditRetention.workspace, workspaces.id));
  for (const { id, days } of [...kept, { id: "", days: null }]) {
    const before = new Date(now().getTime() - (days ?? USUAL_DAYS) * DAY);
    for (let deleted = ROWS_A_STATEMENT; deleted === ROWS_A_STATEMENT; ) {
      signal?.throwIfAborted();
      const { rows } = (await db.execute(sql`
        with old as (
          select at, id from ${auditLog} where workspace = ${id} and at < ${before} order by at, id limit ${ROWS_A_STATEMENT}
        ), subjects as (
          delete from ${auditSubjects} where workspace = ${id} and entry in (select id from old)
        )
        delete from ${auditLog} where workspace = ${id} and (at, id) in (select at, id from old) returning 1`)) as unknown as {
        rows: unknown[];
      };
      deleted = rows.length;
    }
  }
}
