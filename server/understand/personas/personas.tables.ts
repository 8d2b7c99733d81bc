import { json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Persona } from "../../../contracts/understand/personas.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

/** The sheet of a persona beside its name. */
export type PersonaContent = Pick<
  Persona,
  "portrait" | "picture" | "goals" | "needs" | "frustrations" | "channels" | "kpis" | "quotes"
>;

/** A face given to a segment: who they are, what they want and what they said. */
export const personas = pgTable(
  "personas",
  {
    ...namedColumns(),
    segment: text("segment"),
    content: json("content").$type<PersonaContent>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("personas_name").on(table.workspace, table.nameKey),
  ],
);
