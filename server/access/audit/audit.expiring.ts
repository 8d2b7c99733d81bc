import { and, count, eq, lt, sql } from "drizzle-orm";
import { type Expiring, removeInSteps } from "../../platform/personal-data/expiring.ts";
import { auditLog, auditSubjects } from "./audit.tables.ts";

const ROWS_A_STATEMENT = 5000;

/** Entries of the log. What people do with their own accounts belongs to no workspace and is kept for the usual time. */
export const auditExpiring: Expiring = {
  kind: "audit",
  ofTheSystem: true,
  async count({ db }, { workspace, before }) {
    const [row] = await db
      .select({ n: count() })
      .from(auditLog)
      .where(and(eq(auditLog.workspace, workspace), lt(auditLog.at, before)));
    return { count: row?.n ?? 0, people: null };
  },
  async remove(system, old, step) {
    const { workspace, before } = old;
    const { count: total } = await this.count(system, old);
    await removeInSteps(ROWS_A_STATEMENT, step, total, async () => {
      const { rows } = (await system.db.execute(sql`
        with old as (
          select at, id from ${auditLog} where workspace = ${workspace} and at < ${before} order by at, id limit ${ROWS_A_STATEMENT}
        ), subjects as (
          delete from ${auditSubjects} where workspace = ${workspace} and entry in (select id from old)
        )
        delete from ${auditLog} where workspace = ${workspace} and (at, id) in (select at, id from old) returning 1`)) as unknown as {
        rows: unknown[];
      };
      return rows.length;
    });
  },
};
