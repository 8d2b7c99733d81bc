import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { readCursor, writeCursor } from "../../../platform/http/list-cursor.ts";
import { contacts } from "../contacts.tables.ts";
import { type ContactsAsked, matches, seenAt, withMerged } from "./known-people.ts";
import { listByVisit } from "./list-by-visit.ts";
import { storableText } from "./traits.ts";
import { readVisits } from "./visits.ts";

const place = z.tuple([z.string().max(200), z.string().max(20)]);

/** Known people, a page at a time. What people merged is one line, sorted by the contact that survived. */
export async function listContacts(ctx: Context, asked: ContactsAsked, signal?: AbortSignal) {
  const { cursor, limit, search, sort } = asked;
  if (sort !== "name") return listByVisit(ctx, { ...asked, sort }, signal);
  const filters: (SQL | undefined)[] = [eq(contacts.workspace, ctx.workspace.id), isNull(contacts.mergedInto)];
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
