import { events } from "../../log/events/events.ts";
import { sql, typed } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { happenedLately } from "./happened-lately.ts";

const MOST = 500;
/** About how many events' properties are looked at; of a rarer event than `RARE`, all. */
const SAMPLE = 100_000;
const RARE = 500;
/** What tells groups apart has at most as many values, each met some times on average, and none of them a sentence. */
const MOST_GROUPS = 60;
const LEAST_IN_GROUP = 3;
const LONGEST_NAME = 40;

/** `order_id`, `orderId` and `id`; not `paid`. */
function isIdentifier(name: string): boolean {
  return /(^|[^a-z])(id|uuid|guid|token|hash)$/i.test(name) || /[a-z](Id|ID)$/.test(name);
}

/** What was answered is no group of those who answered. */
function isAnswer(name: string): boolean {
  return name.startsWith("value_");
}

/** What pickers offer: names, channels, touchpoints and properties seen in the last 90 days, most frequent first. */
export async function listEventNames(ctx: Context, signal?: AbortSignal) {
  const lately = happenedLately(ctx);
  const asked = { tenant: ctx, signal };
  const names = await ctx.analytics.ask<{ name: string; n: string }>(
    sql`select event as name, count() as n from ${events} where ${lately} and event != ''
        group by event order by n desc, name limit ${MOST}`,
    asked,
  );
  const total = names.reduce((sum, each) => sum + Number(each.n), 0);
  const rare = typed.strings(names.filter((each) => Number(each.n) < RARE).map((each) => each.name));
  const sampled = sql`(message_key % ${Math.ceil(total / SAMPLE) || 1} = 0 or has(${rare}, event))`;
  // What there is to pick from needs no folding of repeats.
  const [channels, touchpoints, properties] = await Promise.all([
    ctx.analytics.ask<{ name: string }>(
      sql`select channel as name from events where ${lately} and channel != ''
          group by channel order by count() desc, name limit ${MOST}`,
      asked,
    ),
    ctx.analytics.ask<{ name: string }>(
      sql`select touchpoint as name from events where ${lately} and touchpoint != ''
          group by touchpoint order by count() desc, name limit ${MOST}`,
      asked,
    ),
    ctx.analytics.ask<{ name: string; n: string; kinds: string; length: number }>(
      sql`select (arrayJoin(JSONExtractKeysAndValuesRaw(properties)) as property).1 as name, count() as n,
            uniqUpTo(${MOST_GROUPS})(property.2) as kinds, avg(length(property.2)) as length from events
          prewhere ${sampled} where ${lately} and properties != '{}' and type not in ('identify', 'group', 'alias')
          group by name order by n desc, name limit ${MOST}`,
      asked,
    ),
  ]);
  return {
    events: names.map(({ name, n }) => ({ name, count: Number(n) })),
    channels: channels.map(({ name }) => name),
    touchpoints: touchpoints.map(({ name }) => name),
    properties: properties.map(({ name }) => name),
    groupings: properties
      .filter(({ name, n, kinds, length }) => {
        const values = Number(kinds);
        const isShared = values > 1 && values <= MOST_GROUPS && Number(n) >= LEAST_IN_GROUP * values;
        return isShared && length <= LONGEST_NAME && !isIdentifier(name) && !isAnswer(name);
      })
      .map(({ name }) => name),
  };
}
