import { jsonb, pgTable, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";
import type { Permission } from "../../../contracts/words/permissions.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

/** Roles beside the built-in ones. */
export const customRoles = pgTable(
  "roles",
  { ...namedColumns(), permissions: jsonb("permissions").$type<Permission[]>().notNull() },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("roles_name").on(table.workspace, table.nameKey),
  ],
);
