import { index, json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Correctable, PrivacyLink } from "../../../contracts/know/privacy-links.ts";
import { instant } from "../../platform/db/instant-column.ts";

/** Links on which a customer sees what is kept of them. Gone when they are revoked. */
export const privacyLinks = pgTable(
  "privacy_links",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    /** Who it is for; empty once they are erased. */
    contact: text("contact").notNull(),
    /** The request they were erased by, whose receipt the page shows from then on. */
    erasure: text("erasure"),
    /** SHA-256 of the token in the address, hex. */
    tokenHash: text("token_hash").notNull().unique(),
    language: text("language").$type<PrivacyLink["language"]>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    index("privacy_links_contact").on(table.workspace, table.contact),
  ],
);

/** What customers say is right, until somebody decides about it: the latest word of each. */
export const corrections = pgTable(
  "corrections",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    contact: text("contact").notNull(),
    asked: json("asked").$type<Partial<Record<Correctable, string>>>().notNull(),
    askedAt: instant("asked_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("corrections_contact").on(table.workspace, table.contact),
  ],
);
