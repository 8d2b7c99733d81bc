import type { Analytics } from "../../../platform/analytics/analytics.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";

/** UInt64 key of the person behind an event, resolved while the query reads; 0 when nobody is known. */
export const person: Sql = sql`dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key)`;

/** Makes what stands in `person_aliases` count in every query from now on. */
export async function reloadPersons(analytics: Analytics): Promise<void> {
  const cluster = analytics.cluster ? sql`on cluster ${typed.name(analytics.cluster)}` : sql``;
  await analytics.command(
    sql`system reload dictionary ${cluster} ${typed.name(analytics.database)}.person_of_identifier`,
  );
}
