import { foreignKey, integer, json, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { Condition } from "../../contracts/conditions.ts";

const at = (column: string) => timestamp(column, { withTimezone: true, precision: 3, mode: "date" });

export const touchpoints = pgTable(
  "touchpoints",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** The name but for case, spaces and punctuation: what makes two names the same. */
    nameKey: text("name_key").notNull(),
    description: text("description").notNull(),
    channels: json("channels").$type<string[]>().notNull(),
    rule: json("rule").$type<Condition>().notNull(),
    revision: integer("revision").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("touchpoints_name").on(table.workspace, table.nameKey),
  ],
);

/** Which journey uses which touchpoint. Journeys write it whenever they are saved. */
export const touchpointUses = pgTable(
  "touchpoint_uses",
  {
    workspace: text("workspace").notNull(),
    touchpoint: text("touchpoint").notNull(),
    journey: text("journey").notNull(),
    journeyName: text("journey_name").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.touchpoint, table.journey] }),
    foreignKey({
      columns: [table.workspace, table.touchpoint],
      foreignColumns: [touchpoints.workspace, touchpoints.id],
    }),
  ],
);
