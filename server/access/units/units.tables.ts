import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { namedColumns } from "../../platform/db/named-records.ts";

/** The organisation, as it is today. */
export const units = pgTable(
  "units",
  {
    ...namedColumns(),
    /** What events call it by; it never changes. */
    key: text("key").notNull(),
    kind: text("kind").notNull(),
    /** Id of the unit it is part of. */
    parentId: text("parent_id"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("units_key").on(table.workspace, table.key),
    index("units_parent").on(table.workspace, table.parentId),
  ],
);
