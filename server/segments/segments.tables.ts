import { json, pgTable, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";
import type { Condition } from "../../contracts/conditions.ts";
import { namedColumns } from "../platform/db/named-records.ts";

/** What a segment is called and whom it takes. Who that is stands nowhere: it is worked out when asked. */
export const segments = pgTable(
  "segments",
  { ...namedColumns(), condition: json("condition").$type<Condition>().notNull() },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("segments_name").on(table.workspace, table.nameKey),
  ],
);
