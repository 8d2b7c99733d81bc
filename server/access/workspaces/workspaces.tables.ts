import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { USUAL_CURRENCY } from "../../../contracts/words/currency.ts";
import { instant } from "../../platform/db/instant-column.ts";
import { users } from "../users/users.tables.ts";

export const workspaces = pgTable(
  "workspaces",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    timezone: text("timezone").notNull(),
    /** Of amounts that name none. */
    currency: text("currency").notNull().default(USUAL_CURRENCY),
    /** The workspace made at setup. Its owners run the installation; there is at most one. */
    home: boolean("home").notNull().default(false),
    /** Id of the uploaded picture beside its name. */
    logo: text("logo"),
    /** Members without a second factor are kept out until they set one up. */
    secondFactorRequired: boolean("second_factor_required").notNull().default(false),
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
    /** A built-in role, or the id of one of the workspace's own. */
    role: text("role").notNull(),
    /** Ids of the units they see, with what is below them; null for all of the workspace. */
    units: jsonb("units").$type<string[]>(),
    joinedAt: instant("joined_at").notNull(),
    /** Sessions that began before are let in no more: somebody who may ended them for this workspace. */
    sessionsSince: instant("sessions_since"),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.user] }), index("memberships_user").on(table.user)],
);

export const invitations = pgTable(
  "invitations",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    email: text("email").notNull(),
    role: text("role").notNull(),
    units: jsonb("units").$type<string[]>(),
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
