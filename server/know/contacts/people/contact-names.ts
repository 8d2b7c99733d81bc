import { and, eq } from "drizzle-orm";
import type { Context } from "../../../platform/context.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { contacts } from "../contacts.tables.ts";

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
