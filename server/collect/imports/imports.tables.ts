import { bigint, boolean, doublePrecision, index, integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { ImportItem, ImportStatus, Mapping, Recognised } from "../../../contracts/collect/imports.ts";
import type { TakenBack } from "../../../contracts/collect/take-back.ts";
import { instant } from "../../platform/db/instant-column.ts";

const count = (column: string) => bigint(column, { mode: "number" }).notNull().default(0);

type Failure = NonNullable<ImportItem["failure"]>;
/** Of an import that failed before problems carried values, there are none. */
type StoredFailure = Omit<Failure, "values"> & Partial<Pick<Failure, "values">>;

export const imports = pgTable(
  "imports",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    status: text("status").$type<ImportStatus>().notNull(),
    dryRun: boolean("dry_run").notNull().default(false),
    fileKept: boolean("file_kept").notNull().default(true),
    // json and not jsonb: cells and column names of a file may hold characters that jsonb refuses.
    recognised: json("recognised").$type<Recognised>().notNull(),
    mapping: json("mapping").$type<Mapping>(),
    /** How often it was started. */
    attempt: integer("attempt").notNull().default(0),
    /** Who is running it: only they may write how far it is. */
    runner: text("runner"),
    bytes: count("bytes"),
    /** Rows up to here are done with; a run that continues begins behind them. */
    rows: count("rows"),
    accepted: count("accepted"),
    rejected: count("rejected"),
    messages: count("messages"),
    cellsLost: count("cells_lost"),
    rejectsListed: integer("rejects_listed").notNull().default(0),
    /** Length of the list of rejects when `rows` was written. */
    rejectsBytes: count("rejects_bytes"),
    ratePerSecond: doublePrecision("rate_per_second"),
    secondsLeft: doublePrecision("seconds_left"),
    /** Whether what it said was noted, so that it can be taken back. */
    noted: boolean("noted").notNull().default(false),
    takenBack: json("taken_back").$type<TakenBack>(),
    failure: json("failure").$type<StoredFailure>(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] }), index("imports_status").on(table.status)],
);

export type ImportRow = typeof imports.$inferSelect;
