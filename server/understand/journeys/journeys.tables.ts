import { integer, json, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { JourneyDocument } from "../../../contracts/understand/journeys.ts";

/** A journey saved before there were personas says nothing of them. */
type StoredDocument = Omit<JourneyDocument, "personas"> & Partial<Pick<JourneyDocument, "personas">>;

const at = (column: string) => timestamp(column, { withTimezone: true, precision: 3, mode: "date" });

export const journeys = pgTable(
  "journeys",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    document: json("document").$type<StoredDocument>().notNull(),
    revision: integer("revision").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    /** Name of who changed it last. */
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
);
