import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import { keysSql } from "./keys-sql.ts";

/**
 * A SELECT of the people (`who`) whom keys, or ids of contacts, count for today: one that was merged into another counts as
 * the other.
 */
export function personsOf(keys: readonly string[]): Sql {
  return sql`select dictGetOrDefault('person_of_identifier', 'person', key, key) as who from (${keysSql(keys)})`;
}
