import type { Follower } from "../../../log/follow/follow.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { System } from "../../../platform/context.ts";
import { namesSomebody } from "../people/visits.ts";

/**
 * Notes when people were there first and last, in the event store: a row to be written in the records for everybody who was
 * there took longer than all else about an event. Only events that name somebody count, by a user id or an address that acted.
 */
export function followVisits({ analytics }: System): Follower {
  return {
    name: "visits",
    begins: "first",
    pace: {
      delay: 500,
      rest: 10,
      longestRest: 5000,
      sizes: { first: 1_000_000, most: 1_000_000, patient: 1_000_000 },
    },
    async handle({ rows }) {
      await fillVisits(analytics, rows);
    },
  };
}

/** Notes of some events when who acted in them was there first and last. */
export async function fillVisits(analytics: Analytics, rows: Sql): Promise<void> {
  await analytics.fill(
    "visits",
    ["workspace", "identifier_key", "first", "last"],
    sql`select workspace, identifier_key, min(timestamp) as first, max(timestamp) as last from events
        where ${rows} and identifier_key != 0 and ${namesSomebody}
        group by workspace, identifier_key`,
    { tenant: null },
  );
}
