import { z } from "zod";
import type { Contact } from "../../../../contracts/know/contacts.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { readCursor, writeCursor } from "../../../platform/http/list-cursor.ts";
import { problem } from "../../../platform/http/problem.ts";
import { personsOf } from "../stitch/persons-of.ts";
import { type ContactsAsked, contactsById, idsMatching, seenAt } from "./known-people.ts";
import { visitsSql } from "./visits.ts";

/** People a search may fit: each is named in the query of when they were there. */
const MOST_MATCHES = 50_000;
const MOST_AT_ONCE = 5000;

const contactId = z
  .string()
  .regex(/^\d{1,20}$/)
  .refine((digits) => BigInt(digits) < 2n ** 64n);
const place = z.tuple([z.int().min(-2.3e12).max(1.05e13), contactId]);

interface Visitor {
  who: string;
  first_at: string;
  last_at: string;
}

/**
 * Known people by when they were there first or last, the newest first. Whoever only acted with an address in an event may be
 * nobody known, and is passed over. @throws 400 for a search that fits too many
 */
export async function listByVisit(
  ctx: Context,
  { cursor, limit, search, sort }: ContactsAsked & { sort: "last_seen" | "first_seen" },
  signal?: AbortSignal,
) {
  const visited = sort === "last_seen" ? sql`last_at` : sql`first_at`;
  const timeOf = ({ first_at, last_at }: Visitor) => Number(sort === "last_seen" ? last_at : first_at);
  const wanted = search?.trim() ? sql`and who global in (${personsOf(await matching(ctx, search.trim()))})` : sql``;
  const found: { contact: Contact; place: [number, string] }[] = [];
  let after = cursor === undefined ? null : readCursor(place, cursor);
  for (let size = limit + 1; found.length <= limit; size = Math.min(MOST_AT_ONCE, 2 * size)) {
    const behind = after
      ? sql`and (${visited}, who) < (toInt64(${String(after[0])}), ${typed.uint64(BigInt(after[1]))})`
      : sql``;
    const rows = await ctx.analytics.ask<Visitor>(
      sql`select toString(who) as who, first_at, last_at from (
            select who, first_at, last_at from (${visitsSql(ctx)}) where true ${wanted} ${behind}
            order by ${visited} desc, who desc limit ${size})
          order by ${visited} desc, toUInt64(who) desc`,
      { tenant: ctx, signal },
    );
    const known = await contactsById(
      ctx,
      rows.map(({ who }) => who),
    );
    for (const row of rows) {
      after = [timeOf(row), row.who];
      const profile = known.get(row.who);
      const seen = { first: Number(row.first_at), last: Number(row.last_at) };
      if (profile) found.push({ contact: seenAt(profile, seen), place: after });
    }
    if (rows.length < size) break;
  }
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { items: page.map(({ contact }) => contact), nextCursor: last ? writeCursor(last.place) : null };
}

/** Ids of the people whom a search finds. @throws 400 `search_too_wide` */
export async function matching(ctx: Context, search: string): Promise<string[]> {
  const ids = await idsMatching(ctx, search, MOST_MATCHES + 1);
  if (ids.length > MOST_MATCHES) throw problem("search_too_wide", { path: "search", most: MOST_MATCHES });
  return ids;
}
