import type { Analytics } from "../../platform/analytics/analytics.ts";
import { sql, typed } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import type { Job } from "../../platform/queue/job.ts";

/** A month nothing was written to for this long is quiet. */
const QUIET_SECONDS = 300;

export function mergePartitionsJob({ analytics }: Pick<System, "analytics">): Job {
  return { name: "events.merge", every: 15 * 60, run: (_job, signal) => mergePartitions(analytics, signal) };
}

/**
 * Merges each quiet month of the event table into one part. Reading folds repeats at no cost in a month of one merged
 * part; in one of many parts it has to compare them.
 */
export async function mergePartitions(
  analytics: Analytics,
  signal: AbortSignal,
  quietSeconds = QUIET_SECONDS,
): Promise<void> {
  const { database, cluster } = analytics;
  const table = cluster ? "events_local" : "events";
  const months = await analytics.ask<{ partition_id: string }>(
    sql`select partition_id from ${partsOf(cluster)}
        where database = ${database} and table = ${table} and active
        group by partition_id
        having (count() > 1 or max(level) = 0) and max(modification_time) <= now() - ${quietSeconds}
        order by partition_id`,
    { tenant: null },
  );
  for (const { partition_id } of months) {
    signal.throwIfAborted();
    const on = cluster ? sql`on cluster ${typed.name(cluster)}` : sql``;
    await analytics.command(sql`optimize table ${typed.name(table)} ${on} partition id ${partition_id} final`);
  }
}

/** The parts on this server, or of every server of the cluster. */
function partsOf(cluster: string | undefined) {
  return cluster ? sql`clusterAllReplicas(${typed.name(cluster)}, system.parts)` : sql`system.parts`;
}
