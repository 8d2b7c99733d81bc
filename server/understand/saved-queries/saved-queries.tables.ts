import { json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AnyQuery, QueryKind } from "../../../contracts/understand/any-query.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

/** Queries that somebody gave a name, to be asked again. */
export const savedQueries = pgTable(
  "saved_queries",
  {
    ...namedColumns(),
    kind: text("kind").$type<QueryKind>().notNull(),
    query: json("query").$type<AnyQuery>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("saved_queries_name").on(table.workspace, table.nameKey),
  ],
);
