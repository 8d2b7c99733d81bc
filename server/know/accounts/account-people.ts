import { DAY } from "../../../contracts/words/durations.ts";
import { type EventItemRow, eventItemColumns, events, toEventItem } from "../../log/events/events.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { notFound } from "../../platform/http/problem.ts";
import { lastSeenPeople, listPeople, type PageAsked, person } from "../contacts/contacts.ts";
import { isOfAccount, membersSql, told } from "./membership-sql.ts";

/** How far back the events of an account are shown, in days. */
const DAYS = 90;

/** A page of the people of an account: whoever was seen last comes first. @throws 404 */
export async function listAccountPeople(ctx: Context, id: string, asked: PageAsked, signal?: AbortSignal) {
  return listPeople(ctx, await accountPeople(ctx, id, signal), asked, signal);
}

/** A SELECT of the people of an account (`who`) with when they were last seen (`at`, milliseconds of the epoch). @throws 404 */
export async function accountPeople(ctx: Context, id: string, signal?: AbortSignal): Promise<Sql> {
  await mustBeThere(ctx, id, signal);
  return lastSeenPeople(membersSql(id));
}

/** What people of an account did lately, newest first. @throws 404 */
export async function listAccountEvents(ctx: Context, id: string, limit: number, signal?: AbortSignal) {
  await mustBeThere(ctx, id, signal);
  const asOf = ctx.now();
  const since = new Date(asOf.getTime() - DAYS * DAY);
  const rows = await ctx.analytics.ask<EventItemRow>(
    sql`select ${eventItemColumns(person)} from ${events}
        where timestamp > ${since} and timestamp <= ${asOf} and ${isOfAccount(id)}
        order by timestamp desc, arrival desc limit ${limit}`,
    { tenant: ctx, signal },
  );
  return { items: rows.map(toEventItem), asOf: asOf.toISOString() };
}

async function mustBeThere(ctx: Context, id: string, signal?: AbortSignal): Promise<void> {
  const [row] = await ctx.analytics.ask<{ there: number }>(
    sql`select 1 as there from ${events} where ${told(id)} limit 1`,
    {
      tenant: ctx,
      signal,
    },
  );
  if (!row) throw notFound();
}
