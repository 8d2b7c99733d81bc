import { integer, json, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Tile } from "../../../contracts/understand/overview.ts";

/** The tiles of a workspace that has changed the ones it began with. */
export const overviews = pgTable("overviews", {
  workspace: text("workspace").primaryKey(),
  tiles: json("tiles").$type<Tile[]>().notNull(),
  revision: integer("revision").notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3, mode: "date" }).notNull(),
});
