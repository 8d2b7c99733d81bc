import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Contact } from "../../../../contracts/know/contacts.ts";
import type { Context } from "../../../platform/context.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { contacts, identifiers, restrictions } from "../contacts.tables.ts";
import { type ContactRecord, searchable } from "../stitch/stitch.ts";
import { inOne, type Profile } from "./find-contact.ts";
import { storableText } from "./traits.ts";
import type { Seen } from "./visits.ts";

export interface ContactsAsked {
  cursor?: string | undefined;
  limit: number;
  search?: string | undefined;
  sort: "last_seen" | "first_seen" | "name";
}

export function seenAt(profile: Profile, { first, last }: Seen): Contact {
  return { ...profile, firstSeenAt: new Date(first).toISOString(), lastSeenAt: new Date(last).toISOString() };
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
        isUsed(ctx.workspace.id),
        matches(ctx.workspace.id, storableText(search)),
      ),
    )
    .limit(most);
  return rows.map(({ id }) => id);
}

/** Known people by id, each with what was merged into them. */
export async function contactsById(ctx: Context, ids: readonly string[]): Promise<Map<string, Profile>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspace, ctx.workspace.id), isNull(contacts.mergedInto), isOneOf(contacts.id, ids)));
  return new Map((await withMerged(ctx, rows)).map((each) => [each.id, each]));
}

/** Whether a contact's data may be used. Who was merged or recognised since they were restricted is looked up by what they were then. */
export function isUsed(workspace: string): SQL {
  return sql`${contacts.id} not in (
    select coalesce(${identifiers.person}, ${restrictions.contact}) from ${restrictions}
      left join ${identifiers} on ${identifiers.workspace} = ${workspace} and ${identifiers.identifierKey} = ${restrictions.contact}
      where ${restrictions.workspace} = ${workspace})`;
}

/** Each side is one range of an index; a contact is found by what was merged into it as well. */
export function matches(workspace: string, search: string): SQL {
  const pattern = `${searchable(search).replace(/[\\%_]/g, "\\$&")}%`;
  return sql`${contacts.id} in (
    select coalesce(${contacts.mergedInto}, ${contacts.id}) from ${contacts}
      where ${contacts.workspace} = ${workspace} and ${contacts.nameSearch} like ${pattern}
    union select coalesce(${contacts.mergedInto}, ${contacts.id}) from ${contacts}
      where ${contacts.workspace} = ${workspace} and ${contacts.emailSearch} like ${pattern}
    union select ${identifiers.person} from ${identifiers}
      where ${identifiers.workspace} = ${workspace} and ${identifiers.valueSearch} like ${pattern})`;
}

/** Known people with what was merged into each. */
export async function withMerged(ctx: Context, page: readonly ContactRecord[]): Promise<Profile[]> {
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
