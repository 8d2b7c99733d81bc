import { integer, json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Wording } from "../../../contracts/collect/questions.ts";
import type { QuestionDirection, QuestionKind } from "../../../contracts/words/question-kinds.ts";
import { instant } from "../../platform/db/instant-column.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

/** The library of questions. */
export const questions = pgTable(
  "questions",
  {
    ...namedColumns(),
    /** What answers call it by; it never changes. */
    key: text("key").notNull(),
    kind: text("kind").$type<QuestionKind>().notNull(),
    low: integer("low").notNull(),
    high: integer("high").notNull(),
    direction: text("direction").$type<QuestionDirection>().notNull(),
    wordings: json("wordings").$type<Record<string, Wording>>().notNull(),
    corrections: integer("corrections").notNull(),
    /** Id of the question that it took the place of, and since when. */
    replaces: text("replaces"),
    replacesFrom: instant("replaces_from"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("questions_name").on(table.workspace, table.nameKey),
    uniqueIndex("questions_key").on(table.workspace, table.key),
    uniqueIndex("questions_replaces").on(table.workspace, table.replaces),
  ],
);
