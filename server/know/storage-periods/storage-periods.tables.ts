import { integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { StoragePeriod } from "../../../contracts/know/storage-periods.ts";
import type { StoredKind } from "../../../contracts/words/storage-periods.ts";
import { instant } from "../../platform/db/instant-column.ts";

/** How long a workspace keeps a kind of data, and how far it is with deleting what is older. */
export const storagePeriodTable = pgTable(
  "storage_periods",
  {
    /** Empty for what belongs to no workspace. */
    workspace: text("workspace").notNull(),
    kind: text("kind").$type<StoredKind>().notNull(),
    /** Null for what is usual. */
    days: integer("days"),
    /** When it is looked next what is older. */
    dueAt: instant("due_at").notNull(),
    running: json("running").$type<StoragePeriod["running"]>(),
    last: json("last").$type<StoragePeriod["last"]>(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.kind] })],
);
