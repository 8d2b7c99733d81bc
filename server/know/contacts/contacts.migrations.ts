import type { Analytics } from "../../platform/analytics/analytics.ts";
import { columns, createTable } from "../../platform/analytics/ddl.ts";
import type { EventMigration } from "../../platform/analytics/migrate.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";

/**
 * Who an identifier belongs to, wherever that is somebody else than the identifier itself. The log keeps what was sent;
 * a query looks the person up while it reads, so that joining two histories or parting them is one row here.
 */
export const contactsMigration: EventMigration = {
  version: 2,
  name: "person_aliases",
  statements: (target) => [
    ...createTable(target, {
      name: "person_aliases",
      columns: columns(sql`workspace UUID`, sql`identifier_key UInt64`, sql`person UInt64`, sql`version UInt64`),
      engine: "ReplacingMergeTree",
      engineArguments: sql`version`,
      orderBy: sql`(workspace, identifier_key)`,
      shardBy: sql`identifier_key`,
    }),
    personDictionary(target),
  ],
};

/**
 * When somebody was there first and last, by what they acted as. Rows of one identifier add up to one; written again, they
 * change nothing.
 */
export const visitsMigration: EventMigration = {
  version: 4,
  name: "visits",
  statements: (target) =>
    createTable(target, {
      name: "visits",
      columns: columns(
        sql`workspace UUID`,
        sql`identifier_key UInt64`,
        sql`first SimpleAggregateFunction(min, DateTime64(3, 'UTC'))`,
        sql`last SimpleAggregateFunction(max, DateTime64(3, 'UTC'))`,
      ),
      engine: "AggregatingMergeTree",
      orderBy: sql`(workspace, identifier_key)`,
      shardBy: sql`identifier_key`,
    }),
};

/**
 * Tells the dictionary the account of today: a server's password may have changed since it was made. In the process, where
 * there is none, it stays as it is.
 */
export async function renewPersonDictionary(analytics: Analytics): Promise<void> {
  if (analytics.account) await analytics.command(personDictionary(analytics));
}

/** Reloaded by us after each change, never by the clock (`lifetime(0)`). */
function personDictionary(target: Analytics): Sql {
  const cluster = target.cluster ? sql`on cluster ${typed.name(target.cluster)}` : sql``;
  const account = target.account;
  // A server reads its own table through an account like anybody else; in the process there is none.
  const login = account ? sql`user ${account.user} password ${account.password}` : sql``;
  const database = typed.name(target.database);
  const text = `select identifier_key, argMax(person, version) as person from ${target.database}.person_aliases group by identifier_key`;
  return sql`create or replace dictionary ${database}.person_of_identifier ${cluster} (identifier_key UInt64, person UInt64)
    primary key identifier_key
    source(clickhouse(${login} query ${text}))
    layout(hashed())
    lifetime(0)`;
}
