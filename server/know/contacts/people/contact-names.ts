import { and, desc, eq } from "drizzle-orm";
import type { Context } from "../../../platform/context.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { contacts, identifiers } from "../contacts.tables.ts";

/** Names of contacts by id, in one query; anonymous visitors and ids of nobody are not in the answer. */
export async function contactNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(ids)].filter((id) => /^\d{1,20}$/.test(id));
  if (asked.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.workspace, ctx.workspace.id), isOneOf(contacts.id, asked)));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What the company calls them, by contact: of several user ids of one person, the oldest. */
export async function ownIds(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { workspace, kind, person, value, since, identifierKey } = identifiers;
  const rows = await ctx.db
    .select({ person, value })
    .from(identifiers)
    .where(and(eq(workspace, ctx.workspace.id), eq(kind, "user_id"), isOneOf(person, ids)))
    .orderBy(desc(since), identifierKey);
  return new Map(rows.map((row) => [row.person, row.value]));
}
