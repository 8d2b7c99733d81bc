import { setTimeout as wait } from "node:timers/promises";
import type { Analytics } from "./analytics.ts";
import { deleteRows } from "./ddl.ts";
import { type Sql, sql, typed } from "./sql.ts";

const LOOK_MILLISECONDS = 200;
/** Rows that another process wrote while it did not know yet are found when it is looked again. */
const MOST_ROUNDS = 10;
const SECONDS = 600;

interface Removal {
  signal: AbortSignal;
  onProgress?(done: number, total: number): Promise<void>;
  /** Where all of them are, so that no other part of the table is looked at. */
  partition?: string;
}

/**
 * Removes rows from a table of the event store, and resolves when none is left. The engine goes on with what it was told after
 * a restart of either.
 */
export async function removeRows(
  analytics: Analytics,
  table: string,
  which: Sql,
  { signal, onProgress, partition }: Removal,
): Promise<void> {
  for (let round = 1; (await countRows(analytics, table, which)) > 0; round += 1) {
    if (round > MOST_ROUNDS) throw new Error(`Rows of ${table} come back as often as they are removed.`);
    await analytics.command(deleteRows(analytics, table, which, partition));
    for (let total = 0; ; ) {
      signal.throwIfAborted();
      const { left, failed } = await unfinished(analytics, table);
      if (failed !== "") throw new Error(`The event store could not remove rows of ${table}: ${failed}`);
      if (left === 0) break;
      total = Math.max(total, left);
      await onProgress?.(total - left, total);
      await wait(LOOK_MILLISECONDS);
    }
  }
}

async function countRows(analytics: Analytics, table: string, which: Sql): Promise<number> {
  const [row] = await analytics.ask<{ found: string }>(
    sql`select count() as found from ${typed.name(table)} where ${which}`,
    {
      tenant: null,
      sees: "everything",
      seconds: SECONDS,
    },
  );
  return Number(row?.found ?? 0);
}

/** Parts of the table that are still to be rewritten. */
async function unfinished(
  { ask, database, cluster }: Analytics,
  table: string,
): Promise<{ left: number; failed: string }> {
  const from = cluster ? sql`clusterAllReplicas(${typed.name(cluster)}, system.mutations)` : sql`system.mutations`;
  const [row] = await ask<{ left: string; failed: string }>(
    sql`select sum(greatest(parts_to_do, 1)) as left, max(latest_fail_reason) as failed from ${from}
        where database = ${database} and table in [${table}, ${`${table}_local`}] and not is_done and not is_killed`,
    { tenant: null },
  );
  return { left: Number(row?.left ?? 0), failed: row?.failed ?? "" };
}
