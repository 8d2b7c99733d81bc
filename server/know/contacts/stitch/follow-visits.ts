import type { Follower } from "../../../log/follow/follow.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import type { System } from "../../../platform/context.ts";

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
      await analytics.fill(
        "visits",
        ["workspace", "identifier_key", "first", "last"],
        sql`select workspace, identifier_key, min(timestamp) as first, max(timestamp) as last from events
            where ${rows} and identifier_key != 0
              and (user_id != '' or position(properties, '"email"') > 0 or position(context, '"traits"') > 0)
            group by workspace, identifier_key`,
        { tenant: null },
      );
    },
  };
}
