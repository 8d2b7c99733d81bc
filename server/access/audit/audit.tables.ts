import { index, integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AuditOutcome } from "../../../contracts/access/audit.ts";
import type { Kind } from "../../../contracts/words/kinds.ts";
import type { ChangedFields, Who } from "../../platform/audit.ts";
import { instant } from "../../platform/db/instant-column.ts";

/** Who did, saw or was refused what; one row a request. Of people it holds ids, never names. */
export const auditLog = pgTable(
  "audit_log",
  {
    /** Empty for what people do with their own account: it is shown in every workspace they belong to. */
    workspace: text("workspace").notNull(),
    /** The id of the request. */
    id: text("id").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").$type<Who["actor"]["kind"]>().notNull(),
    actorId: text("actor_id").notNull(),
    /** Of keys, which can be gone when the log is read; empty for users, whose names are looked up. */
    actorName: text("actor_name").notNull(),
    /** Name of the endpoint. */
    what: text("what").notNull(),
    outcome: text("outcome").$type<AuditOutcome>().notNull(),
    /** The network the request came from; empty when it came from within. */
    address: text("address").notNull(),
    /** How many things a read gave, where it gave many. */
    count: integer("count"),
  },
  (table) => [
    // Every index costs each change something, so the key is also the order in which the log is read.
    primaryKey({ columns: [table.workspace, table.at, table.id] }),
    index("audit_log_actor").on(table.workspace, table.actorId, table.at, table.id),
    index("audit_log_what").on(table.workspace, table.what, table.at, table.id),
  ],
);

/**
 * What an entry is about. Ids of contacts are here and nowhere else in the log, as `id` of the kind `contact`: to forget
 * somebody is to empty it.
 */
export const auditSubjects = pgTable(
  "audit_subjects",
  {
    workspace: text("workspace").notNull(),
    entry: text("entry").notNull(),
    place: integer("place").notNull(),
    /** As of the entry: the order of a record's history. */
    at: instant("at").notNull(),
    kind: text("kind").$type<Kind>().notNull(),
    id: text("id").notNull(),
    /** Empty where it would name a person. */
    name: text("name").notNull(),
    fields: json("fields").$type<ChangedFields>(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.entry, table.place] }),
    index("audit_subjects_id").on(table.workspace, table.id, table.at, table.entry),
    index("audit_subjects_kind").on(table.workspace, table.kind, table.at, table.entry),
  ],
);
