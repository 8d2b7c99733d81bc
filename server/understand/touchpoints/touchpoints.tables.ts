import { json, pgTable, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";
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
