import { events } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { keysSql } from "../stitch/keys-sql.ts";
import { person } from "../stitch/person.ts";

/** When somebody was there first and last, in milliseconds since 1970. */
export interface Seen {
  first: number;
  last: number;
}

/** Whether an event names who acted: by a user id, or by an address that it may hold. */
export const namesSomebody: Sql = sql`(user_id != '' or position(properties, '"email"') > 0 or position(context, '"traits"') > 0)`;

/** Some rows of when somebody was there, by what they acted as. */
function visits(ctx: Context, which: Sql): Sql {
  if (ctx.scope === null) return sql`select identifier_key, first, last, 1 as named from visits where ${which}`;
  // Of some units there is no table beside the log. Who only looked around is nobody known, unless they were recognised since.
  return sql`select identifier_key, min(timestamp) as first, max(timestamp) as last,
      max(${namesSomebody}) as named
    from ${events} where identifier_key != 0 and ${which} group by identifier_key`;
}

/** A SELECT of people (`who`) with when they were there, as {@link Seen}, of some rows of the visits or all. */
export function visitsSql(ctx: Context, which: Sql = sql`1`): Sql {
  return sql`select ${person} as who, toUnixTimestamp64Milli(min(first)) as first_at, toUnixTimestamp64Milli(max(last)) as last_at
    from (${visits(ctx, which)}) group by who having who != 0 and max(named or who != identifier_key)`;
}

/** When known people were there, by their id; who is not there was only just heard of. */
export async function readVisits(ctx: Context, ids: readonly string[]): Promise<Map<string, Seen>> {
  if (ids.length === 0) return new Map();
  const people = sql`select key from (${keysSql(ids)})`;
  const keys = sql`select identifier_key from person_aliases where person global in (${people}) union all ${people}`;
  const rows = await ctx.analytics.ask<{ who: string; first_at: string; last_at: string }>(
    sql`select toString(who) as who, first_at, last_at from (${visitsSql(ctx, sql`identifier_key global in (${keys})`)})
        where who global in (${people})`,
    { tenant: ctx },
  );
  return new Map(rows.map(({ who, first_at, last_at }) => [who, { first: Number(first_at), last: Number(last_at) }]));
}
