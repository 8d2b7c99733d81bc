import { and, eq, isNotNull, lte, sql } from "drizzle-orm";
import { DAY } from "../../../contracts/words/durations.ts";
import { storagePeriods } from "../../../contracts/words/storage-periods.ts";
import type { Context, System } from "../../platform/context.ts";
import { partsOf } from "../../platform/db/many-rows.ts";
import type { Expiring, Old } from "../../platform/personal-data/expiring.ts";
import type { Job } from "../../platform/queue/job.ts";
import { heldPeople } from "./held-people.ts";
import { beginningOf, isPeriod } from "./set-period.ts";
import { storagePeriodTable } from "./storage-periods.tables.ts";

const AT_ONCE = 1000;
const LOOK_SECONDS = 15 * 60;

export interface ExpireOptions {
  system: System;
  expiring: readonly Expiring[];
  contextOf(workspace: string): Promise<Context>;
  /** Ids of all workspaces. */
  workspaces(): Promise<string[]>;
}

type Row = typeof storagePeriodTable.$inferSelect;
type Running = NonNullable<Row["running"]>;

/** Somebody chose other days while what was older was being deleted. */
class Changed extends Error {}

/** Deletes what is older than its workspace keeps, once a day each. */
export function expireJob(options: ExpireOptions): Job {
  return { name: "storage.expire", every: LOOK_SECONDS, run: (_job, signal) => expireDue(options, signal) };
}

/** @throws the first of what failed, once all else is done */
export async function expireDue(options: ExpireOptions, signal: AbortSignal): Promise<void> {
  const { db, now } = options.system;
  const failures: unknown[] = [];
  for (const declared of options.expiring) {
    const { kind } = declared;
    if (storagePeriods[kind].usual !== null) await beginUsual(options, declared);
    const due = await db
      .select()
      .from(storagePeriodTable)
      .where(and(eq(storagePeriodTable.kind, kind), lte(storagePeriodTable.dueAt, now())));
    for (const row of due) {
      signal.throwIfAborted();
      await expire(options, declared, row, signal).catch((error: unknown) => {
        if (signal.aborted) throw error;
        // What one kind of one workspace cannot do, keeps no other from it.
        if (!(error instanceof Changed)) failures.push(error);
      });
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Every workspace has a row for what it keeps for a limited time without having said so. */
async function beginUsual({ system, workspaces }: ExpireOptions, { kind, ofTheSystem }: Expiring): Promise<void> {
  const dueAt = system.now();
  const all = [...(await workspaces()), ...(ofTheSystem ? [""] : [])];
  for (const some of partsOf(all, AT_ONCE))
    await system.db
      .insert(storagePeriodTable)
      .values(some.map((workspace) => ({ workspace, kind, dueAt })))
      .onConflictDoNothing();
}

async function expire(
  { system, contextOf }: ExpireOptions,
  declared: Expiring,
  row: Row,
  signal: AbortSignal,
): Promise<void> {
  const { workspace, kind } = row;
  const days = row.days ?? storagePeriods[kind].usual;
  const dueAt = new Date(system.now().getTime() + DAY);
  if (days === null) return void (await note(system, row, { dueAt }));
  // What a restart cut off is gone on with up to the same day.
  const before = row.running ? new Date(row.running.before) : beginningOf(system.now(), days);
  const old: Old = { workspace, before, held: await heldPeople(system, workspace) };
  const found = row.running ?? {
    before: before.toISOString(),
    ...(await declared.count(system, old)),
    done: 0,
    total: 1,
  };
  if (found.count === 0) return note(system, row, { dueAt });
  await note(system, row, { running: found });
  await declared.remove(system, old, {
    signal,
    onProgress: (done, total) => noteProgress(system, row, { ...found, done, total }),
  });
  const { done: _, total: __, ...removed } = found;
  const last = { ...removed, finishedAt: system.now().toISOString() };
  const trail = workspace === "" ? null : await contextOf(workspace);
  await system.db.transaction(async (db) => {
    await note({ db }, row, { dueAt, running: null, last });
    const fields = { [`${kind}_deleted`]: { after: removed.count }, before: { after: removed.before } };
    if (trail) await trail.trail.note(db, { kind: "workspace", id: workspace, name: trail.workspace.name, fields });
  });
}

/** @throws {Changed} where other days were chosen since it began */
async function note({ db }: Pick<System, "db">, { workspace, kind, days }: Row, set: Partial<Row>): Promise<void> {
  const same = sql`${storagePeriodTable.days} is not distinct from ${days}`;
  const rows = await db
    .update(storagePeriodTable)
    .set(set)
    .where(and(isPeriod(workspace, kind), same))
    .returning({ kind: storagePeriodTable.kind });
  if (rows.length === 0) throw new Changed();
}

async function noteProgress({ db }: System, { workspace, kind }: Row, running: Running): Promise<void> {
  const rows = await db
    .update(storagePeriodTable)
    .set({ running })
    .where(and(isPeriod(workspace, kind), isNotNull(storagePeriodTable.running)))
    .returning({ kind: storagePeriodTable.kind });
  if (rows.length === 0) throw new Changed();
}
