import type { Condition } from "../../../contracts/log/conditions.ts";
import { describe } from "../../../rules/describe.ts";
import { english } from "../../../rules/english.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { contactNames, lastSeenPeople, listPeople, type PageAsked } from "../contacts/contacts.ts";
import { checkPersonCondition } from "./check-person-condition.ts";
import { personsMeeting } from "./people-lists.ts";
import { records } from "./read-segments.ts";
import { unknownSegment } from "./segment-scope.ts";

const PREVIEWED = 20;

/** How many people meet a condition now. */
export async function sizeOf(ctx: Context, condition: Condition, signal?: AbortSignal) {
  const asOf = ctx.now();
  const [row] = await ctx.analytics.ask<{ size: string }>(
    sql`select count() as size from (${await personsMeeting(ctx, condition, asOf)})`,
    { tenant: ctx, signal },
  );
  return { size: Number(row?.size ?? 0), asOf: asOf.toISOString() };
}

/** The size of a segment that is being written, with some of the people for those who may see people. */
export async function previewSegment(ctx: Context, condition: Condition, signal?: AbortSignal) {
  checkPersonCondition(condition);
  const words = describe(condition, english);
  if (!ctx.can("contacts:read")) return { ...(await sizeOf(ctx, condition, signal)), words, items: [] };
  const asOf = ctx.now();
  const { items, total } = await some(ctx, condition, asOf, signal);
  return { size: total, asOf: asOf.toISOString(), words, items };
}

async function some(ctx: Context, condition: Condition, now: Date, signal?: AbortSignal) {
  const rows = await ctx.analytics.ask<{ contact: string; total: string }>(
    sql`select toString(who) as contact, count() over () as total
        from (${await personsMeeting(ctx, condition, now)}) order by who limit ${PREVIEWED}`,
    { tenant: ctx, signal },
  );
  const names = await contactNames(
    ctx,
    rows.map((row) => row.contact),
  );
  return {
    items: rows.map(({ contact }) => ({ contactId: contact, name: names.get(contact) ?? "" })),
    total: Number(rows[0]?.total ?? 0),
  };
}

/** The people of a segment (`who`) with when they were last seen (`at`, milliseconds of the epoch), as lists of people take them. */
export async function segmentPeople(ctx: Context, id: string): Promise<Sql> {
  const [segment] = await records.list(ctx, [id]);
  if (!segment) throw unknownSegment(id, "segment");
  return peopleMeeting(ctx, segment.condition);
}

/** A page of the people of a segment: whoever was seen last comes first. */
export async function listMembers(ctx: Context, id: string, asked: PageAsked, signal?: AbortSignal) {
  const { condition } = await records.get(ctx, id);
  return listPeople(ctx, await peopleMeeting(ctx, condition), asked, signal);
}

async function peopleMeeting(ctx: Context, condition: Condition): Promise<Sql> {
  const now = ctx.now();
  return lastSeenPeople(await personsMeeting(ctx, condition, now), now);
}
