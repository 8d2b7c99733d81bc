import { HOUR } from "../../../contracts/words/durations.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";

/**
 * Whether an event is news: it came as it happened, less than so many hours after, and behind the place up to which nothing
 * is. Files, the demo and history sent on purpose are not, and neither is what a phone kept for a week.
 */
export function newsSql(hours: number, after: bigint): Sql {
  return sql`(came_by = 'live' and arrival > ${typed.uint64(after)}
    and timestamp > received_at - toIntervalMillisecond(${hours * HOUR}))`;
}
