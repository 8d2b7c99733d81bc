import type { Analytics } from "../platform/analytics/analytics.ts";
import { sql } from "../platform/analytics/sql.ts";
import { arrivedAt } from "./arrivals.ts";
import { repeatsSince } from "./find-stored.ts";
import { RecentKeys } from "./recent-keys.ts";

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
  const rows = await analytics.ask<{ message_key: string; arrival: string }>(
    sql`select message_key, arrival from events ${all ? sql`` : sql`where received_at >= ${since}`}
        order by arrival desc limit ${REMEMBERED}`,
    system,
  );
  const keys = new RecentKeys(knownSince(analytics, all, rows, since));
  for (const { message_key } of rows.reverse()) keys.add(message_key, now.getTime());
  return { keys, lastArrival: BigInt(rows.at(-1)?.arrival ?? 0) };
}

/** From when on every message is among the rows. Never on a server, where other processes write too. */
function knownSince(analytics: Analytics, all: boolean, rows: { arrival: string }[], since: Date): number {
  if (analytics.kind !== "chdb") return Number.POSITIVE_INFINITY;
  if (all) return 0;
  const oldest = rows.length < REMEMBERED ? undefined : rows.at(-1);
  return oldest ? arrivedAt(BigInt(oldest.arrival)) + 1 : since.getTime();
}
