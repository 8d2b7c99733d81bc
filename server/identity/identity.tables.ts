import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Permission, Role } from "../../contracts/permissions.ts";

const at = (column: string) => timestamp(column, { withTimezone: true, precision: 3, mode: "date" });

// users, sessions, accounts and verifications have the shape better-auth works with.

export const users = pgTable("users", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** Always lower case. */
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  createdAt: at("created_at").notNull(),
  updatedAt: at("updated_at").notNull(),
});

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: at("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: at("access_token_expires_at"),
    refreshTokenExpiresAt: at("refresh_token_expires_at"),
    scope: text("scope"),
    /** Argon2id, in its own encoding with salt and costs. */
    password: text("password"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [
    index("accounts_user").on(table.userId),
    uniqueIndex("accounts_provider").on(table.providerId, table.accountId),
  ],
);

export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [index("verifications_identifier").on(table.identifier)],
);

export const workspaces = pgTable(
  "workspaces",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    timezone: text("timezone").notNull(),
    /** The workspace made at setup. Its owners run the installation; there is at most one. */
    home: boolean("home").notNull().default(false),
    createdAt: at("created_at").notNull(),
  },
  (table) => [uniqueIndex("workspaces_home").on(table.home).where(sql`home`)],
);

export const memberships = pgTable(
  "memberships",
  {
    workspace: text("workspace")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    person: text("person")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<Role>().notNull(),
    joinedAt: at("joined_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.person] }), index("memberships_person").on(table.person)],
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
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    acceptedAt: at("accepted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    foreignKey({ columns: [table.workspace], foreignColumns: [workspaces.id] }).onDelete("cascade"),
  ],
);

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
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at"),
    lastUsedAt: at("last_used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    foreignKey({ columns: [table.workspace], foreignColumns: [workspaces.id] }).onDelete("cascade"),
  ],
);
