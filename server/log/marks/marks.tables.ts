import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../../platform/db/instant-column.ts";

/** What the records note of the stores themselves, one row a mark. */
export const storeMarks = pgTable("store_marks", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
  at: instant("at").notNull(),
});
