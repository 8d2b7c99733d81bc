import type { Condition } from "../../../contracts/log/conditions.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { describe } from "../../../rules/describe.ts";
import { english } from "../../../rules/english.ts";
import {
  conditionSql,
  type EventItemRow,
  eventItemColumns,
  events,
  happened,
  toEventItem,
} from "../../log/events/events.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { person } from "../contacts/contacts.ts";

const SHOWN = 20;

/**
 * What a condition matches in the last `days`: how much, by how many people, in words, and the latest of it, which is
 * only shown to those who may see single events.
 */
export async function previewRule(
  ctx: Context,
  { rule, days }: { rule: Condition; days: number },
  signal?: AbortSignal,
) {
  const now = ctx.now();
  // An event may be stamped by a clock that runs ahead, and is shown all the same.
  const matching = sql`${happened(new Date(now.getTime() - days * DAY), new Date(now.getTime() + DAY))} and (${conditionSql(rule)})`;
  const asked = { tenant: ctx, signal };
  const [[counted], rows] = await Promise.all([
    ctx.analytics.ask<{ matches: string; people: string }>(
      sql`select count() as matches, uniqExactIf(${person}, ${person} != 0) as people from ${events} where ${matching}`,
      asked,
    ),
    ctx.can("events:read")
      ? ctx.analytics.ask<EventItemRow>(
          sql`select ${eventItemColumns(person)} from ${events} where ${matching}
              order by timestamp desc, arrival desc limit ${SHOWN}`,
          asked,
        )
      : [],
  ]);
  return {
    matches: Number(counted?.matches ?? 0),
    people: Number(counted?.people ?? 0),
    words: describe(rule, english),
    items: rows.map(toEventItem),
  };
}
