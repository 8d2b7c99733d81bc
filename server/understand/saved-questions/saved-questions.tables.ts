import { json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AnyQuestion, QuestionKind } from "../../../contracts/understand/any-question.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

/** Questions that somebody gave a name, to be asked again. */
export const savedQuestions = pgTable(
  "saved_questions",
  {
    ...namedColumns(),
    kind: text("kind").$type<QuestionKind>().notNull(),
    question: json("question").$type<AnyQuestion>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("saved_questions_name").on(table.workspace, table.nameKey),
  ],
);
