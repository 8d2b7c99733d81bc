import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { sql as events } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { readCursor, writeCursor } from "../../../platform/http/list-cursor.ts";
import { problem } from "../../../platform/http/problem.ts";
import { contacts } from "../contacts.tables.ts";
import { type ContactsAsked, isUsed, matches, seenAt, withMerged } from "./known-people.ts";
import { listByVisit } from "./list-by-visit.ts";
import { storableText } from "./traits.ts";
import { readVisits, visitsSql } from "./visits.ts";

/** People of some units that can be put in the order of their names. */
const MOST_NAMED = 200_000;

const place = z.tuple([z.string().max(200), z.string().max(20)]);

/** Known people, a page at a time. What people merged is one line, sorted by the contact that survived. */
export async function listContacts(ctx: Context, asked: ContactsAsked, signal?: AbortSignal) {
  const { cursor, limit, search, sort } = asked;
  if (sort !== "name") return listByVisit(ctx, { ...asked, sort }, signal);
  const filters: (SQL | undefined)[] = [
    eq(contacts.workspace, ctx.workspace.id),
    isNull(contacts.mergedInto),
    isUsed(ctx.workspace.id),
  ];
  if (ctx.scope !== null) filters.push(isOneOf(contacts.id, await seenPeople(ctx, signal)));
  if (search?.trim()) filters.push(matches(ctx.workspace.id, storableText(search.trim())));
  if (cursor !== undefined) {
    const [name, id] = readCursor(place, cursor);
    filters.push(sql`(${contacts.nameSearch}, ${contacts.id}) > (${storableText(name)}::text, ${id})`);
  }
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(and(...filters))
    .orderBy(asc(contacts.nameSearch), asc(contacts.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const profiles = await withMerged(ctx, page);
  const visits = await readVisits(
    ctx,
    profiles.map(({ id }) => id),
  );
  const since = new Map(page.map((row) => [row.id, row.firstSeen.getTime()]));
  return {
    items: profiles.map((profile) => {
      const only = since.get(profile.id) ?? ctx.now().getTime();
      return seenAt(profile, visits.get(profile.id) ?? { first: only, last: only });
    }),
    nextCursor: last ? writeCursor([last.nameSearch, last.id]) : null,
  };
}

/** Ids of the people of the units that the caller sees, visitors nobody knows among them. @throws 400 for more than can be sorted by name */
async function seenPeople(ctx: Context, signal?: AbortSignal): Promise<string[]> {
  const rows = await ctx.analytics.ask<{ who: string }>(
    events`select toString(who) as who from (${visitsSql(ctx)}) limit ${MOST_NAMED + 1}`,
    { tenant: ctx, signal },
  );
  if (rows.length > MOST_NAMED) throw problem("too_many_to_sort", { path: "sort", most: MOST_NAMED });
  return rows.map(({ who }) => who);
}
