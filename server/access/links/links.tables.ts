import { index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../../platform/db/instant-column.ts";
import { users } from "../users/users.tables.ts";

/** Links sent by mail that do one thing for one user, once: reset the password, or take a new address. */
export const accessLinks = pgTable(
  "access_links",
  {
    id: text("id").primaryKey(),
    purpose: text("purpose").$type<"password" | "email">().notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text("token_hash").notNull().unique(),
    /** The new address; null for a password. */
    email: text("email"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [index("access_links_user").on(table.userId, table.purpose, table.createdAt)],
);
