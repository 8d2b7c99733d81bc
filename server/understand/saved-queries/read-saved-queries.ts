import type { AnyQuery } from "../../../contracts/understand/any-query.ts";
import type { SavedQuery } from "../../../contracts/understand/saved-queries.ts";
import type { Context } from "../../platform/context.ts";
import { type NamedFields, namedRecords, namedView } from "../../platform/db/named-records.ts";
import { usesOfQuery } from "../touchpoints/touchpoints.ts";
import { savedQueries } from "./saved-queries.tables.ts";

export interface StoredFields extends NamedFields {
  kind: SavedQuery["kind"];
  query: AnyQuery;
}

export const records = namedRecords<typeof savedQueries, StoredFields>(savedQueries, {
  kind: "saved_query",
  nouns: "saved_queries",
  most: 200,
  kept: ["kind"],
  usesOf: ({ query }) => usesOfQuery(query, "query"),
});

/** Saved queries of the workspace by name. */
export async function listSavedQueries(ctx: Context): Promise<SavedQuery[]> {
  return (await records.list(ctx)).map(toSavedQuery);
}

/** @throws 404 */
export async function getSavedQuery(ctx: Context, id: string): Promise<SavedQuery> {
  return toSavedQuery(await records.get(ctx, id));
}

function toSavedQuery(row: typeof savedQueries.$inferSelect): SavedQuery {
  return { ...namedView(row), kind: row.kind, query: row.query };
}
