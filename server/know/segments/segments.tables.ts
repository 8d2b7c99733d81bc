import { bigint, boolean, integer, json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { instant } from "../../platform/db/instant-column.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

/** What a segment is called and whom it takes. Who that is is worked out when asked, but for people who were chosen. */
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
    chosenAt: instant("chosen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
);

/** How many came into a segment and went out of it, hour by hour; hours in which nobody did are not there. */
export const segmentCounts = pgTable(
  "segment_counts",
  {
    workspace: text("workspace").notNull(),
    segment: text("segment").notNull(),
    /** Its beginning. */
    hour: instant("hour").notNull(),
    /** At its end. */
    size: integer("size").notNull(),
    entered: integer("entered").notNull(),
    gone: integer("gone").notNull(),
    /** Of these, by what happened just then. */
    enteredByNews: integer("entered_by_news").notNull(),
    goneByNews: integer("gone_by_news").notNull(),
    /** The segment was described anew, so the size may have changed without anybody coming or going. */
    redefined: boolean("redefined").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.segment, table.hour] })],
);

/** One row: up to which version it was counted what became of people who were found to be one, or not. */
export const segmentCounting = pgTable("segment_counting", {
  id: text("id").primaryKey(),
  version: bigint("version", { mode: "bigint" }).notNull(),
});
