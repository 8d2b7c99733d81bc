import { foreignKey, json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

export const touchpoints = pgTable(
  "touchpoints",
  {
    ...namedColumns(),
    channels: json("channels").$type<string[]>().notNull(),
    rule: json("rule").$type<Condition>().notNull(),
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
