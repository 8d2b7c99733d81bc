import { boolean, doublePrecision, index, integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { namedColumns } from "../../platform/db/named-records.ts";

/** Figures that other tools gave for questions of the library. */
export const reportedFigures = pgTable(
  "reported_figures",
  {
    ...namedColumns(),
    question: text("question").notNull(),
    value: doublePrecision("value").notNull(),
    scale: json("scale").$type<[number, number]>(),
    n: integer("n"),
    /** Days, `YYYY-MM-DD`. */
    from: text("from_day").notNull(),
    to: text("to_day").notNull(),
    timezone: text("timezone"),
    countsPartials: boolean("counts_partials"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    index("reported_figures_question").on(table.workspace, table.question),
  ],
);
