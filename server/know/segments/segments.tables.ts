import { integer, json, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

/** What a segment is called and whom it takes. Who that is stands nowhere, but for people who were chosen: it is worked out when asked. */
export const segments = pgTable(
  "segments",
  { ...namedColumns(), condition: json("condition").$type<Condition>().notNull() },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("segments_name").on(table.workspace, table.nameKey),
  ],
);

/** People who were chosen one by one, for the conditions of segments to name: no query could find them again. */
export const peopleLists = pgTable(
  "people_lists",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    /** Ids of contacts as they were then, joined by commas: read and written as a whole only. */
    people: text("people").notNull(),
    count: integer("count").notNull(),
    chosenAt: timestamp("chosen_at", { withTimezone: true, precision: 3, mode: "date" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
);
