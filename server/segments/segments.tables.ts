import { integer, json, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { Condition } from "../../contracts/conditions.ts";

const at = (column: string) => timestamp(column, { withTimezone: true, precision: 3, mode: "date" });

/** What a segment is called and whom it takes. Who that is stands nowhere: it is worked out when asked. */
export const segments = pgTable(
  "segments",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** The name in lower case: what makes two names the same. */
    nameKey: text("name_key").notNull(),
    description: text("description").notNull(),
    condition: json("condition").$type<Condition>().notNull(),
    revision: integer("revision").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("segments_name").on(table.workspace, table.nameKey),
  ],
);
