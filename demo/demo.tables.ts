import { pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { DemoCompany } from "./generate/planted.ts";

const at = (column: string) => timestamp(column, { withTimezone: true, precision: 3, mode: "date" });

/** A row for each company of the demo: where it is loaded, and whether it is there completely. Empty without a demo. */
export const demos = pgTable("demos", {
  company: text("company").$type<DemoCompany>().primaryKey(),
  workspace: text("workspace"),
  /** The end of the generated history; the same instant gives the same messages. */
  until: at("until").notNull(),
  completedAt: at("completed_at"),
});
