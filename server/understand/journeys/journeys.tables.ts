import { integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { JourneyDocument } from "../../../contracts/understand/journeys.ts";
import { instant } from "../../platform/db/instant-column.ts";

/** A journey saved before there were personas says nothing of them. */
type StoredDocument = Omit<JourneyDocument, "personas"> & Partial<Pick<JourneyDocument, "personas">>;

export const journeys = pgTable(
  "journeys",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    document: json("document").$type<StoredDocument>().notNull(),
    revision: integer("revision").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** Name of who changed it last. */
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
);
