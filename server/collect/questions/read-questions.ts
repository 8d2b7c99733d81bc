import { and, eq, gte, inArray, isNotNull, lt } from "drizzle-orm";
import type { AskedQuestion, Question } from "../../../contracts/collect/questions.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { type QuestionKind, questionKinds } from "../../../contracts/words/question-kinds.ts";
import { events } from "../../log/events/events.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { namedView } from "../../platform/db/named-records.ts";
import { notFound } from "../../platform/http/problem.ts";
import { scored } from "./answers.ts";
import { records } from "./edit-question.ts";
import { questions } from "./questions.tables.ts";

type Row = typeof questions.$inferSelect;

/** The library, by name. */
export async function listQuestions(ctx: Context): Promise<Question[]> {
  const rows = await records.list(ctx);
  return rows.map((row) => toQuestion(row, rows));
}

/** @throws 404 */
export async function getQuestion(ctx: Context, id: string): Promise<Question> {
  const found = (await listQuestions(ctx)).find((each) => each.id === id);
  if (!found) throw notFound();
  return found;
}

function toQuestion(row: Row, all: readonly Row[]): Question {
  const { key, kind, low, high, direction, wordings, corrections } = row;
  const before = all.find(({ id }) => id === row.replaces);
  const after = all.find(({ replaces }) => replaces === row.id);
  const told = (other: Row | undefined, from: Date | null | undefined) =>
    other && from ? { id: other.id, name: other.name, from: from.toISOString() } : null;
  return {
    ...namedView(row),
    ...{ key, kind, low, high, direction, wordings, corrections },
    metric: questionKinds[kind].metric,
    replaces: told(before, row.replacesFrom),
    replacedBy: told(after, after?.replacesFrom),
  };
}

export interface Replacement {
  instant: Date;
  kind: QuestionKind;
  id: string;
  name: string;
  /** Name of the one whose place it took. */
  before: string;
}

/** Where numbers of these kinds of questions break: one question took the place of another. */
export async function replacementsIn(
  ctx: Context,
  kinds: readonly QuestionKind[],
  { from, to }: { from: Date; to: Date },
): Promise<Replacement[]> {
  if (kinds.length === 0) return [];
  const { workspace, kind, replaces, replacesFrom } = questions;
  const rows = await ctx.db
    .select({ instant: replacesFrom, kind, id: questions.id, name: questions.name, replaced: replaces })
    .from(questions)
    .where(
      and(
        eq(workspace, ctx.workspace.id),
        inArray(kind, [...kinds]),
        isNotNull(replaces),
        gte(replacesFrom, from),
        lt(replacesFrom, to),
      ),
    )
    .orderBy(replacesFrom);
  if (rows.length === 0) return [];
  const names = new Map(
    (
      await records.list(
        ctx,
        rows.flatMap(({ replaced }) => replaced ?? []),
      )
    ).map(({ id, name }) => [id, name]),
  );
  return rows.flatMap(({ instant, replaced, ...after }) =>
    instant ? [{ ...after, instant, before: names.get(replaced ?? "") ?? "" }] : [],
  );
}

const MOST_ASKED = 500;
/** Wordings of questions that the library lacks are looked up in answers of so many days. */
const WORDED_DAYS = 90;

/** What answers came with as their question, most answers first. */
export async function listAskedQuestions(ctx: Context, signal?: AbortSignal): Promise<AskedQuestion[]> {
  const [rows, library] = await Promise.all([
    ctx.analytics.ask<{ key: string; type: string; scale: number; n: string; last: string }>(
      sql`select feedback_question as key, argMax(feedback_type, (timestamp, arrival)) as type,
            argMax(feedback_scale, (timestamp, arrival)) as scale, count() as n,
            toUnixTimestamp64Milli(max(timestamp)) as last
          from ${events} where ${scored} group by key order by n desc, key limit ${MOST_ASKED}`,
      { tenant: ctx, signal },
    ),
    records.list(ctx),
  ]);
  const ids = new Map(library.map(({ key, id }) => [key, id]));
  const labels = await labelsOf(
    ctx,
    rows.flatMap(({ key }) => (ids.has(key) ? [] : [key])),
    signal,
  );
  return rows.map(({ key, type, scale, n, last }) => ({
    key,
    id: ids.get(key) ?? null,
    type,
    scaleMax: Number(scale) || null,
    label: labels.get(key) ?? "",
    answers: Number(n),
    lastAt: new Date(Number(last)).toISOString(),
  }));
}

async function labelsOf(ctx: Context, keys: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const label = sql`JSONExtractString(properties, 'field_label')`;
  const rows = await ctx.analytics.ask<{ key: string; words: string }>(
    sql`select feedback_question as key, argMaxIf(substringUTF8(${label}, 1, 500), (timestamp, arrival), ${label} != '') as words
        from ${events} where ${scored} and has(${keys}, feedback_question)
          and timestamp >= ${new Date(ctx.now().getTime() - WORDED_DAYS * DAY)} group by key`,
    { tenant: ctx, signal },
  );
  return new Map(rows.map(({ key, words }) => [key, words]));
}
