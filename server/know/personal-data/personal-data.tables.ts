import { boolean, index, integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Erasure } from "../../../contracts/know/personal-data.ts";
import { instant } from "../../platform/db/instant-column.ts";

/** What it takes to go on after a restart; gone when it is done. */
export interface ErasureWork {
  /** What is next: what others wrote, what is in the event store, files. */
  step: "mentions" | "events" | "files";
  /** Keys of what each of the people acted as, by the id of their contact. */
  persons: Record<string, string[]>;
  /** Up to which version it was said whose identifiers are. */
  version: string;
  /** What names them, within other texts or as a whole. */
  texts: { within: string[]; whole: string[] };
  answers: string[];
  addresses: string[];
  /** What new keys of who is made anonymous are made with; null for who is erased. */
  salt: string | null;
  /** What was found outside of the records, by kind. */
  found: Record<string, string[]>;
}

/** Requests to erase people, and the receipts of it. */
export const erasures = pgTable(
  "erasures",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    mode: text("mode").$type<Erasure["mode"]>().notNull(),
    keepTexts: boolean("keep_texts").notNull(),
    status: text("status").$type<Erasure["status"]>().notNull(),
    people: integer("people").notNull(),
    origin: text("origin").$type<Erasure["origin"]>().notNull().default("member"),
    /** Name of the member or key; empty where nobody of the staff asked. */
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    dueAt: instant("due_at").notNull(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    progress: json("progress").$type<Erasure["progress"]>(),
    counts: json("counts").$type<Erasure["counts"]>().notNull(),
    work: json("work").$type<ErasureWork>(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    index("erasures_status").on(table.status, table.dueAt),
  ],
);

/** Whom a request is about, until it is done or cancelled: somebody is in one at most. */
export const erasurePeople = pgTable(
  "erasure_people",
  {
    workspace: text("workspace").notNull(),
    contact: text("contact").notNull(),
    erasure: text("erasure").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.contact] }),
    index("erasure_people_erasure").on(table.workspace, table.erasure),
  ],
);
