import type { Contact } from "../../../../contracts/know/contacts.ts";
import { events } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { person } from "../stitch/person.ts";
import { personsOf } from "../stitch/persons-of.ts";
import { type ContactsAsked, contactsById, seenAt } from "./known-people.ts";
import { matching } from "./list-by-visit.ts";
import { pageOfPeople } from "./list-people.ts";
import { readVisits } from "./visits.ts";

/** A SELECT of `who` and `at`, when they were last seen in milliseconds of the epoch: the people of a segment by its id. */
export type SegmentPeople = (ctx: Context, segment: string) => Promise<Sql>;

/**
 * The people of a segment, anonymous visitors among them, a page at a time: whoever was seen last comes first.
 * @throws 400 for another order, or for a search that fits too many
 */
export async function listContactsAmong(
  ctx: Context,
  people: Sql,
  { search, sort, ...page }: ContactsAsked,
  signal?: AbortSignal,
) {
  if (sort !== "last_seen") throw problem("sort_not_possible", { path: "sort" });
  const found = search?.trim() ? await matching(ctx, search.trim()) : null;
  const wanted = found ? sql`select who, at from (${people}) where who global in (${personsOf(found)})` : people;
  const { items, nextCursor } = await pageOfPeople(ctx, wanted, page, signal);
  const known = await contactsById(
    ctx,
    items.map(({ contactId }) => contactId),
  );
  const visits = await readVisits(ctx, [...known.keys()]);
  const visitors = items.flatMap(({ contactId }) => (known.has(contactId) ? [] : [contactId]));
  const first = await firstSeen(ctx, visitors, signal);
  return {
    items: items.map(({ contactId, lastAt }): Contact => {
      const profile = known.get(contactId);
      const last = Date.parse(lastAt);
      return profile
        ? seenAt(profile, { first: visits.get(contactId)?.first ?? last, last })
        : visitor(contactId, first.get(contactId) ?? lastAt, lastAt);
    }),
    nextCursor,
  };
}

function visitor(id: string, firstSeenAt: string, lastSeenAt: string): Contact {
  return { ...{ id, name: "", email: null, phone: null, known: false, traits: {} }, firstSeenAt, lastSeenAt };
}

async function firstSeen(ctx: Context, ids: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.analytics.ask<{ id: string; at: string }>(
    sql`select toString(${person} as who) as id, toUnixTimestamp64Milli(min(timestamp)) as at
        from ${events} where who global in (${personsOf(ids)}) group by who`,
    { tenant: ctx, signal },
  );
  return new Map(rows.map((row) => [row.id, new Date(Number(row.at)).toISOString()]));
}
