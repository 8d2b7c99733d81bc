import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../server/platform/db/instant-column.ts";
import type { DemoCompany } from "./generate/planted.ts";

/** A row for each company of the demo: where it is loaded, and whether it is there completely. Empty without a demo. */
export const demos = pgTable("demos", {
  company: text("company").$type<DemoCompany>().primaryKey(),
  workspace: text("workspace"),
  /** The end of the generated history; the same instant gives the same messages. */
  until: instant("until").notNull(),
  completedAt: instant("completed_at"),
});
