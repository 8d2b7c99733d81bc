import { and, eq, lt } from "drizzle-orm";
import { DAY, MINUTE } from "../../../../contracts/words/durations.ts";
import type { ContextOf } from "../../../know/segments/segments.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import type { System } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { programLife } from "../annotations.tables.ts";
import { writeOnce } from "./write-once.ts";

const ONE = "program";
/** A stop that is shorter is a restart. */
const SHORTEST = 5 * MINUTE;
/** Who sent something in so long before the program stopped may have missed it. */
const SENT_WITHIN = DAY;

/**
 * Leaves a sign of life, and writes down for how long there was none of any process. Where nothing came in before, nothing was
 * missed: those workspaces are told nothing.
 */
export async function annotateOutage(system: System, contextOf: ContextOf, startedAt: Date): Promise<void> {
  const now = system.now();
  const mine = eq(programLife.id, ONE);
  const [life] = await system.db.select().from(programLife).where(mine);
  if (!life) {
    await system.db.insert(programLife).values({ id: ONE, aliveSince: now, seenAt: now }).onConflictDoNothing();
    return;
  }
  // A process that stood still, as on a machine that slept, was not started anew.
  const until = startedAt > life.seenAt ? startedAt : now;
  const isOutage = until.getTime() - life.seenAt.getTime() >= SHORTEST;
  if (isOutage)
    for (const workspace of await sendingBefore(system, life.seenAt))
      await writeOnce(contextOf, workspace, {
        cause: { reason: "outage" },
        ...{ key: life.seenAt.toISOString(), name: "", kind: "incident", happenedAt: life.seenAt, endedAt: until },
      });
  // Written down first: a process killed in between finds the same again.
  await system.db
    .update(programLife)
    .set({ seenAt: now, ...(isOutage ? { aliveSince: until } : {}) })
    .where(and(mine, lt(programLife.seenAt, now)));
}

/** Since when the program has been running without an outage; undefined before its first minute. */
export async function aliveSince({ db }: System): Promise<Date | undefined> {
  const [life] = await db.select().from(programLife).where(eq(programLife.id, ONE));
  return life?.aliveSince;
}

/** Forgets the last sign of life, in records that come from elsewhere: nobody was waiting for what happened since. */
export async function forgetLife(db: Database): Promise<void> {
  await db.delete(programLife);
}

async function sendingBefore({ analytics }: System, last: Date): Promise<string[]> {
  const rows = await analytics.ask<{ id: string }>(
    sql`select distinct toString(workspace) as id from events
        where came_by = 'live' and received_at > ${new Date(last.getTime() - SENT_WITHIN)} and received_at <= ${new Date(last.getTime() + MINUTE)}
        order by id`,
    { tenant: null },
  );
  return rows.map(({ id }) => id);
}
