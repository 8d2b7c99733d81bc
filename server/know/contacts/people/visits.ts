import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { keysSql } from "../stitch/keys-sql.ts";
import { person } from "../stitch/person.ts";

/** When somebody was there first and last, in milliseconds since 1970. */
export interface Seen {
  first: number;
  last: number;
}

/** A SELECT of people (`who`) with when they were there, as {@link Seen}, of some rows of the visits or all. */
export function visitsSql(which: Sql = sql`1`): Sql {
  return sql`select ${person} as who, toUnixTimestamp64Milli(min(first)) as first_at, toUnixTimestamp64Milli(max(last)) as last_at
    from visits where ${which} group by who having who != 0`;
}

/** When known people were there, by their id; who is not there was only just heard of. */
export async function readVisits(ctx: Context, ids: readonly string[]): Promise<Map<string, Seen>> {
  if (ids.length === 0) return new Map();
  const people = sql`select key from (${keysSql(ids)})`;
  const keys = sql`select identifier_key from person_aliases where person global in (${people}) union all ${people}`;
  const rows = await ctx.analytics.ask<{ who: string; first_at: string; last_at: string }>(
    sql`select toString(who) as who, first_at, last_at from (${visitsSql(sql`identifier_key global in (${keys})`)})
        where who global in (${people})`,
    { tenant: ctx.workspace.id },
  );
  return new Map(rows.map(({ who, first_at, last_at }) => [who, { first: Number(first_at), last: Number(last_at) }]));
}
