import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Kind } from "../../../contracts/words/kinds.ts";

/** Which record is used by which, as each was last saved. */
export const uses = pgTable(
  "uses",
  {
    workspace: text("workspace").notNull(),
    kind: text("kind").$type<Kind>().notNull(),
    id: text("id").notNull(),
    byKind: text("by_kind").$type<Kind>().notNull(),
    byId: text("by_id").notNull(),
    byName: text("by_name").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.kind, table.id, table.byKind, table.byId] }),
    index("uses_by").on(table.workspace, table.byKind, table.byId),
  ],
);
