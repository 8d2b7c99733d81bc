import { integer, json, pgTable, text } from "drizzle-orm/pg-core";
import type { Tile } from "../../../contracts/understand/overview.ts";
import { instant } from "../../platform/db/instant-column.ts";

/** The tiles of a workspace that has changed the ones it began with. */
export const overviews = pgTable("overviews", {
  workspace: text("workspace").primaryKey(),
  tiles: json("tiles").$type<Tile[]>().notNull(),
  revision: integer("revision").notNull(),
  updatedAt: instant("updated_at").notNull(),
});
