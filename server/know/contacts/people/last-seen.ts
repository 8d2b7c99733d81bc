import { events } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import { person } from "../stitch/person.ts";

/**
 * A SELECT of when each of some people (`who`) was last seen (`at`), up to a moment where one is given. Every identifier is
 * looked up once and not at each of its events, which is what takes time in a long log.
 */
export function lastSeenSql(people: Sql, until?: Date): Sql {
  return sql`select ${person} as who, max(seen) as at
    from (select identifier_key, max(timestamp) as seen from ${events} where ${until ? sql`timestamp <= ${until}` : sql`1`} group by identifier_key)
    where who != 0 and who global in (${people}) group by who`;
}

/** The same with `at` in milliseconds of the epoch, as lists of people take it. */
export function lastSeenPeople(people: Sql, until?: Date): Sql {
  return sql`select who, toUnixTimestamp64Milli(at) as at from (${lastSeenSql(people, until)})`;
}
