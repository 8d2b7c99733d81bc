import { type AnyQuery, kindOf } from "../../../contracts/understand/any-query.ts";
import type { SavedQuery } from "../../../contracts/understand/saved-queries.ts";
import { segmentsOf } from "../../../rules/segments-in.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { type NamedFields, namedRecords, namedView } from "../../platform/db/named-records.ts";
import { savedQueries } from "./saved-queries.tables.ts";

export interface StoredFields extends NamedFields {
  kind: SavedQuery["kind"];
  query: AnyQuery;
}

export const records = namedRecords<typeof savedQueries, StoredFields>(savedQueries, {
  noun: "saved_query",
  nouns: "saved_queries",
  most: 200,
});

/** Saved queries of the workspace by name. */
export async function listSavedQueries(ctx: Context): Promise<SavedQuery[]> {
  return (await records.list(ctx)).map(toSavedQuery);
}

/** @throws 404 */
export async function getSavedQuery(ctx: Context, id: string): Promise<SavedQuery> {
  return toSavedQuery(await records.get(ctx, id));
}

/** Those of `ids` that are there; none of them is deleted until the transaction ends. */
export function holdSavedQueries(ctx: Context, db: Database, ids: readonly string[]): Promise<Set<string>> {
  return records.hold(ctx, db, ids);
}

/** Names of the saved queries that ask for a segment. */
export async function savedQueriesUsing(ctx: Context, segment: string, db: Database): Promise<string[]> {
  const all = await records.list(ctx, undefined, db);
  return all.filter(({ query }) => segmentsOfWritten(query).includes(segment)).map(({ name }) => name);
}

/** Ids of the segments that a query asks for, in its filter or as a breakdown. */
export function segmentsOfWritten(written: AnyQuery): string[] {
  const [asked] = kindOf(written) === "metrics" ? [written] : Object.values(written);
  return segmentsOf(asked as Parameters<typeof segmentsOf>[0]);
}

function toSavedQuery(row: typeof savedQueries.$inferSelect): SavedQuery {
  return { ...namedView(row), kind: row.kind, query: row.query };
}
