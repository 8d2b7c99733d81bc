import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Role } from "../../../contracts/words/permissions.ts";
import { instant } from "../../platform/db/instant-column.ts";
import { users } from "../users/users.tables.ts";

export const workspaces = pgTable(
  "workspaces",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    timezone: text("timezone").notNull(),
    /** The workspace made at setup. Its owners run the installation; there is at most one. */
    home: boolean("home").notNull().default(false),
    /** Id of the uploaded picture beside its name. */
    logo: text("logo"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("workspaces_home").on(table.home).where(sql`home`)],
);

export const memberships = pgTable(
  "memberships",
  {
    workspace: text("workspace")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    user: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<Role>().notNull(),
    joinedAt: instant("joined_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.user] }), index("memberships_user").on(table.user)],
);

export const invitations = pgTable(
  "invitations",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    email: text("email").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text("token_hash").notNull().unique(),
    invitedBy: text("invited_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    foreignKey({ columns: [table.workspace], foreignColumns: [workspaces.id] }).onDelete("cascade"),
  ],
);
