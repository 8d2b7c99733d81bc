import { type AnyQuestion, kindOf } from "../../../contracts/understand/any-question.ts";
import type { SavedQuestion } from "../../../contracts/understand/saved-questions.ts";
import { segmentsOf } from "../../../rules/segments-in.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { type NamedFields, namedRecords, namedView } from "../../platform/db/named-records.ts";
import { savedQuestions } from "./saved-questions.tables.ts";

export interface StoredFields extends NamedFields {
  kind: SavedQuestion["kind"];
  question: AnyQuestion;
}

export const records = namedRecords<typeof savedQuestions, StoredFields>(savedQuestions, {
  noun: "saved_question",
  nouns: "saved_questions",
  most: 200,
});

/** Saved questions of the workspace by name. */
export async function listSavedQuestions(ctx: Context): Promise<SavedQuestion[]> {
  return (await records.list(ctx)).map(toSavedQuestion);
}

/** @throws 404 */
export async function getSavedQuestion(ctx: Context, id: string): Promise<SavedQuestion> {
  return toSavedQuestion(await records.get(ctx, id));
}

/** Those of `ids` that are there; none of them is deleted until the transaction ends. */
export function holdSavedQuestions(ctx: Context, db: Database, ids: readonly string[]): Promise<Set<string>> {
  return records.hold(ctx, db, ids);
}

/** Names of the saved questions that ask for a segment. */
export async function savedQuestionsUsing(ctx: Context, segment: string, db: Database): Promise<string[]> {
  const all = await records.list(ctx, undefined, db);
  return all.filter(({ question }) => segmentsOfWritten(question).includes(segment)).map(({ name }) => name);
}

/** Ids of the segments that a question asks for, in its filter or as a breakdown. */
export function segmentsOfWritten(written: AnyQuestion): string[] {
  const [asked] = kindOf(written) === "metrics" ? [written] : Object.values(written);
  return segmentsOf(asked as Parameters<typeof segmentsOf>[0]);
}

function toSavedQuestion(row: typeof savedQuestions.$inferSelect): SavedQuestion {
  return { ...namedView(row), kind: row.kind, question: row.question };
}
