import { json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { namedColumns } from "../platform/db/named-records.ts";

/** A face given to a segment: who they are, what they want and what they said. */
export const personas = pgTable(
  "personas",
  {
    ...namedColumns(),
    segment: text("segment"),
    content: json("content").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("personas_name").on(table.workspace, table.nameKey),
  ],
);
