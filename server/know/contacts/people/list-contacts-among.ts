import type { Contact } from "../../../../contracts/know/contacts.ts";
import { events } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { badRequest } from "../../../platform/http/problem.ts";
import { person } from "../stitch/person.ts";
import { personsOf } from "../stitch/persons-of.ts";
import { type ContactsAsked, contactsById, idsMatching } from "./list-contacts.ts";
import { pageOfPeople } from "./list-people.ts";

/** A SELECT of `who` and `at`, when they were last seen in milliseconds of the epoch: the people of a segment by its id. */
export type SegmentPeople = (ctx: Context, segment: string) => Promise<Sql>;

const MOST_MATCHES = 10_000;

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
  if (sort !== "last_seen")
    throw badRequest("sort_not_possible", "sort: the people of a segment come by last_seen; leave sort out.", [
      { path: "sort", reason: "not possible with a segment; leave it out" },
    ]);
  const matching = search?.trim() ? await idsMatching(ctx, search.trim(), MOST_MATCHES + 1) : null;
  if (matching && matching.length > MOST_MATCHES)
    throw badRequest("search_too_wide", `search: more than ${MOST_MATCHES} customers match; type more of the name.`, [
      { path: "search", reason: "too many match; type more of it" },
    ]);
  const wanted = matching ? sql`select who, at from (${people}) where who global in (${personsOf(matching)})` : people;
  const { items, nextCursor } = await pageOfPeople(ctx, wanted, page, signal);
  const known = await contactsById(
    ctx,
    items.map(({ contactId }) => contactId),
  );
  const visitors = items.flatMap(({ contactId }) => (known.has(contactId) ? [] : [contactId]));
  const first = await firstSeen(ctx, visitors, signal);
  return {
    items: items.map(({ contactId, lastAt }): Contact => {
      const contact = known.get(contactId);
      return contact ? { ...contact, lastSeenAt: lastAt } : visitor(contactId, first.get(contactId) ?? lastAt, lastAt);
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
    { tenant: ctx.workspace.id, signal },
  );
  return new Map(rows.map((row) => [row.id, new Date(Number(row.at)).toISOString()]));
}
