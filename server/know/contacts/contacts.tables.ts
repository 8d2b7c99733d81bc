import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "../../platform/db/instant-column.ts";
import type { Traits, TraitTimes } from "./people/traits.ts";
import type { IdentifierKind } from "./stitch/identifier-key.ts";

/**
 * Known people. The id is the key of the identifier that founded the contact. Each record holds only what was said of
 * this contact itself: what a person merged is put together while reading, so that it can be taken apart again.
 */
export const contacts = pgTable(
  "contacts",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    /** Value of the founding identifier. */
    founder: text("founder").notNull(),
    name: text("name").notNull(),
    /** Lower case and cut to what an index takes. */
    nameSearch: text("name_search").notNull(),
    email: text("email"),
    emailSearch: text("email_search"),
    phone: text("phone"),
    traits: jsonb("traits").$type<Traits>().notNull(),
    /** When each trait was last said: the last word wins by the time of the message, not of its arrival. */
    traitTimes: jsonb("trait_times").$type<TraitTimes>().notNull(),
    /** Time of the first message about them that was worked on: of several merged into one, the oldest goes first. */
    firstSeen: instant("first_seen").notNull(),
    /** The contact that a person merged this one into, followed to the end; null for a contact of its own. */
    mergedInto: text("merged_into"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    index("contacts_name").on(table.workspace, table.nameSearch, table.id),
    index("contacts_name_prefix").on(table.workspace, table.nameSearch.op("text_pattern_ops")),
    index("contacts_email_prefix").on(table.workspace, table.emailSearch.op("text_pattern_ops")),
    index("contacts_merged_into").on(table.workspace, table.mergedInto),
  ],
);

/** What a contact is recognised by, with the reason. */
export const identifiers = pgTable(
  "identifiers",
  {
    workspace: text("workspace").notNull(),
    identifierKey: text("identifier_key").notNull(),
    kind: text("kind").$type<IdentifierKind>().notNull(),
    value: text("value").notNull(),
    valueSearch: text("value_search").notNull(),
    /** The contact that messages gave it to. */
    contact: text("contact").notNull(),
    /** The contact it counts for: `contact`, or what people merged that into. */
    person: text("person").notNull(),
    since: instant("since").notNull(),
    evidence: text("evidence").$type<EvidenceKind>().notNull(),
    message: text("message"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.identifierKey] }),
    index("identifiers_person").on(table.workspace, table.person),
    index("identifiers_contact").on(table.workspace, table.contact),
    index("identifiers_prefix").on(table.workspace, table.valueSearch.op("text_pattern_ops")),
  ],
);

export type EvidenceKind = "first_seen" | "identify" | "alias" | "same_message";

/** What people decided: `merged` is the same person as `into`, until it is undone. */
export const merges = pgTable(
  "merges",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    into: text("into_contact").notNull(),
    merged: text("merged").notNull(),
    mergedName: text("merged_name").notNull(),
    reason: text("reason").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull(),
    undoneAt: instant("undone_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("merges_active").on(table.workspace, table.merged).where(sql`undone_at is null`),
    index("merges_into").on(table.workspace, table.into),
  ],
);

/** Two known people that a message took for one. Kept apart until a person decides. */
export const stitchConflicts = pgTable(
  "stitch_conflicts",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    one: text("one").notNull(),
    other: text("other").notNull(),
    kind: text("kind").$type<"email" | "alias">().notNull(),
    value: text("value").notNull(),
    message: text("message").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    index("stitch_conflicts_one").on(table.workspace, table.one),
    index("stitch_conflicts_other").on(table.workspace, table.other),
  ],
);

export const contactGroups = pgTable(
  "contact_groups",
  {
    workspace: text("workspace").notNull(),
    contact: text("contact").notNull(),
    group: text("group_id").notNull(),
    since: instant("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.contact, table.group] })],
);

/** One row. Whoever holds it may change who is who. */
export const stitching = pgTable("stitching", {
  id: text("id").primaryKey(),
  /** Last version given to a row of `person_aliases`. */
  version: bigint("version", { mode: "bigint" }).notNull(),
  /** How often people took a merge back: what a message could not join before, it can afterwards. */
  parted: integer("parted").notNull(),
});

/** People whose data is kept and used for nothing, by the key of an identifier: of whoever that counts for today. */
export const restrictions = pgTable(
  "restrictions",
  {
    workspace: text("workspace").notNull(),
    contact: text("contact").notNull(),
    since: instant("since").notNull(),
    /** Name of who restricted it. */
    by: text("by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.contact] })],
);
