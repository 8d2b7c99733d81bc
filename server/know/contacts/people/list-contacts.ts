import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Contact } from "../../../../contracts/know/contacts.ts";
import type { Context } from "../../../platform/context.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { readCursor, writeCursor } from "../../../platform/http/list-cursor.ts";
import { contacts, identifiers } from "../contacts.tables.ts";
import { type ContactRecord, searchable } from "../stitch/stitch.ts";
import { inOne } from "./find-contact.ts";
import { storableText } from "./traits.ts";

export interface ContactsAsked {
  cursor?: string | undefined;
  limit: number;
  search?: string | undefined;
  sort: "last_seen" | "first_seen" | "name";
}

const place = z.tuple([z.union([z.int().min(-2.2e12).max(1.04e13), z.string().max(200)]), z.string().max(20)]);

const SORTS = {
  last_seen: { column: contacts.lastSeen, newestFirst: true },
  first_seen: { column: contacts.firstSeen, newestFirst: true },
  name: { column: contacts.nameSearch, newestFirst: false },
} as const;

/** Known people, a page at a time. What people merged is one line, sorted by the contact that survived. */
export async function listContacts(ctx: Context, { cursor, limit, search, sort }: ContactsAsked) {
  const { column, newestFirst } = SORTS[sort];
  const direction = newestFirst ? desc : asc;
  const filters: (SQL | undefined)[] = [eq(contacts.workspace, ctx.workspace.id), isNull(contacts.mergedInto)];
  if (search?.trim()) filters.push(matches(ctx.workspace.id, storableText(search.trim())));
  if (cursor !== undefined) {
    const [value, id] = readCursor(place, cursor);
    const text = newestFirst ? new Date(Number(value) || 0).toISOString() : storableText(String(value));
    const at = newestFirst ? sql`${text}::timestamptz` : sql`${text}::text`;
    filters.push(
      newestFirst
        ? sql`(${column}, ${contacts.id}) < (${at}, ${id})`
        : sql`(${column}, ${contacts.id}) > (${at}, ${id})`,
    );
  }
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(and(...filters))
    .orderBy(direction(column), direction(contacts.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: await withMerged(ctx, page),
    nextCursor: last ? writeCursor([sortValue(last, sort), last.id]) : null,
  };
}

function sortValue(record: ContactRecord, sort: ContactsAsked["sort"]): string | number {
  if (sort === "name") return record.nameSearch;
  return (sort === "last_seen" ? record.lastSeen : record.firstSeen).getTime();
}

/** Ids of the known people whom a search finds, at most so many. */
export async function idsMatching(ctx: Context, search: string, most: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspace, ctx.workspace.id),
        isNull(contacts.mergedInto),
        matches(ctx.workspace.id, storableText(search)),
      ),
    )
    .limit(most);
  return rows.map(({ id }) => id);
}

/** Known people by id, each with what was merged into them. */
export async function contactsById(ctx: Context, ids: readonly string[]): Promise<Map<string, Contact>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspace, ctx.workspace.id), isNull(contacts.mergedInto), isOneOf(contacts.id, ids)));
  return new Map((await withMerged(ctx, rows)).map((each) => [each.id, each]));
}

/** Each side is one range of an index; a contact is found by what was merged into it as well. */
function matches(workspace: string, search: string): SQL {
  const pattern = `${searchable(search).replace(/[\\%_]/g, "\\$&")}%`;
  return sql`${contacts.id} in (
    select coalesce(${contacts.mergedInto}, ${contacts.id}) from ${contacts}
      where ${contacts.workspace} = ${workspace} and ${contacts.nameSearch} like ${pattern}
    union select coalesce(${contacts.mergedInto}, ${contacts.id}) from ${contacts}
      where ${contacts.workspace} = ${workspace} and ${contacts.emailSearch} like ${pattern}
    union select ${identifiers.person} from ${identifiers}
      where ${identifiers.workspace} = ${workspace} and ${identifiers.valueSearch} like ${pattern})`;
}

async function withMerged(ctx: Context, page: readonly ContactRecord[]): Promise<Contact[]> {
  if (page.length === 0) return [];
  const ids = page.map((each) => each.id);
  const merged = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspace, ctx.workspace.id), isOneOf(contacts.mergedInto, ids)))
    .orderBy(contacts.firstSeen, contacts.id);
  const into = new Map(ids.map((id): [string, ContactRecord[]] => [id, []]));
  for (const other of merged) into.get(other.mergedInto ?? "")?.push(other);
  return page.map((each) => inOne([each, ...(into.get(each.id) ?? [])]));
}
