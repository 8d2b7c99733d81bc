import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../../platform/db/instant-column.ts";

export type Left = "nothing" | "answers" | "texts";

/**
 * Identifiers of people who were erased, so that nothing of before comes back: out of a file, from a late sender or with a
 * backup. What is kept is an HMAC by the secret of the installation, so the list names nobody.
 */
export const tombstones = pgTable(
  "tombstones",
  {
    workspace: text("workspace").notNull(),
    mark: text("mark").notNull(),
    /** Which secret made the mark. */
    madeWith: text("made_with").notNull(),
    /** What happened up to then is gone. */
    erasedAt: instant("erased_at").notNull(),
    /** What stayed, of nobody in particular. */
    left: text("left").$type<Left>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.mark] })],
);

/** One row, whose number rises with every change of who is erased, being erased or restricted: processes look at it alone. */
export const erasedVersion = pgTable("erased_version", {
  id: text("id").primaryKey(),
  version: bigint("version", { mode: "number" }).notNull(),
});
