import { arrivedAt } from "../../../log/events/events.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { RecentKeys } from "../../../platform/recent-keys.ts";
import { repeatsSince } from "./find-stored.ts";

/** Messages remembered across a restart. */
const REMEMBERED = 50_000;

export interface Warm {
  keys: RecentKeys;
  lastArrival: bigint;
}

/** Reads which messages came last, so that a restart between a message and its repeat does not count it twice. */
export async function warmUp(analytics: Analytics, now: Date): Promise<Warm> {
  const system = { tenant: null };
  const [size] = await analytics.ask<{ rows: string }>(sql`select count() as rows from events`, system);
  const all = Number(size?.rows ?? 0) < REMEMBERED;
  const since = new Date(repeatsSince(now.getTime()));
  // One row of all: as rows of their own, reading them would be a third of what this process does to start.
  const [found] = await analytics.ask<Found>(
    sql`select groupArray(message_key) as keys, min(arrival) as oldest, max(arrival) as newest
        from (select message_key, arrival from events ${all ? sql`` : sql`where received_at >= ${since}`}
              order by arrival desc limit ${REMEMBERED})`,
    system,
  );
  const { keys = [], oldest = "0", newest = "0" } = found ?? {};
  const whole = keys.length < REMEMBERED;
  const known = new RecentKeys(knownSince(analytics, all, whole ? null : BigInt(oldest), since));
  for (const key of keys) known.add(key, now.getTime());
  return { keys: known, lastArrival: BigInt(newest) };
}

interface Found {
  keys: string[];
  oldest: string;
  newest: string;
}

/**
 * From when on every message is known. Never on a server, where other processes write too.
 *
 * @param cut arrival of the oldest that was read where older ones were left out
 */
function knownSince(analytics: Analytics, all: boolean, cut: bigint | null, since: Date): number {
  if (analytics.kind !== "chdb") return Number.POSITIVE_INFINITY;
  if (all) return 0;
  return cut === null ? since.getTime() : arrivedAt(cut) + 1;
}
