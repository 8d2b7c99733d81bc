import { bigint, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../db/instant-column.ts";

/**
 * - `arriving`: its bytes are on their way; `size` is what is held for them
 * - `waiting`: whole, and nothing owns it yet
 * - `kept`: owned
 * - `released`: its owner uses it no longer, or is gone
 * - `erased`: handed to nobody; its bytes are being deleted, then the row
 */
export type FileState = "arriving" | "waiting" | "kept" | "released" | "erased";

/** What people uploaded. The bytes lie in the store of files, under the id. */
export const files = pgTable(
  "files",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    purpose: text("purpose").notNull(),
    ownerKind: text("owner_kind"),
    ownerId: text("owner_id"),
    /** As it was given, cleaned. */
    name: text("name").notNull(),
    /** Told by the bytes. */
    mediaType: text("media_type").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    /** Of the bytes as they are kept, hex. */
    sha256: text("sha256").notNull(),
    state: text("state").$type<FileState>().notNull(),
    /** Since when it is in this state. */
    stateAt: instant("state_at").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    index("files_owner").on(table.workspace, table.ownerKind, table.ownerId),
    index("files_state").on(table.state, table.stateAt),
    // Bytes are told by the id alone.
    index("files_id").on(table.id),
  ],
);

export type FileRow = typeof files.$inferSelect;
