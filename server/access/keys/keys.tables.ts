import { boolean, foreignKey, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Permission } from "../../../contracts/words/permissions.ts";
import { instant } from "../../platform/db/instant-column.ts";
import { workspaces } from "../workspaces/workspaces.tables.ts";

export const keys = pgTable(
  "keys",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<"write" | "api">().notNull(),
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole key, hex. The key has 256 random bits, so a slow hash would add nothing. */
    hash: text("hash").notNull().unique(),
    scopes: jsonb("scopes").$type<Permission[]>().notNull(),
    /** What is sent with it is a test. */
    isTest: boolean("is_test").notNull().default(false),
    /** Ids of the units it sees, with what is below them; null for all of the workspace. */
    units: jsonb("units").$type<string[]>(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    foreignKey({ columns: [table.workspace], foreignColumns: [workspaces.id] }).onDelete("cascade"),
  ],
);
