import { and, count, desc, eq } from "drizzle-orm";
import type { Question } from "../../../contracts/collect/questions.ts";
import type { Answer, MetricRef } from "../../../contracts/understand/metrics.ts";
import {
  MOST_REPORTED,
  type ReportedFigure,
  type ReportedFigureFields,
} from "../../../contracts/understand/reported-figures.ts";
import { getQuestion, questionRecords } from "../../collect/questions/questions.ts";
import type { Context } from "../../platform/context.ts";
import { namedRecords } from "../../platform/db/named-records.ts";
import { unknownRecord } from "../../platform/db/uses.ts";
import { problem } from "../../platform/http/problem.ts";
import { answerQuery, choose } from "../metrics/metrics.ts";
import { explain, reasonsOf } from "./explain-difference.ts";
import { reportedFigures } from "./reported-figures.tables.ts";

type Row = typeof reportedFigures.$inferSelect;

/** How many a workspace may hold. */
const MOST = 1000;

export const records = namedRecords<typeof reportedFigures, ReportedFigureFields>(reportedFigures, {
  kind: "reported_figure",
  nouns: "reported_figures",
  most: MOST,
  mayShareNames: true,
  kept: ["value", "n", "from", "to"],
  usesOf: ({ question }) => [{ of: questionRecords, id: question, path: "question" }],
});

/** @throws 400 for a question that is not there, 409 for one that feeds no metric or has too many */
export async function createFigure(ctx: Context, fields: ReportedFigureFields): Promise<string> {
  const [question] = await questionRecords.list(ctx, [fields.question]);
  if (!question) throw unknownRecord("question", fields.question, "question");
  if ((await getQuestion(ctx, question.id)).metric === null)
    throw problem("question_without_metric", { path: "question" });
  return ctx.db.transaction(async (db) => {
    const [there] = await db.select({ n: count() }).from(reportedFigures).where(ofQuestion(ctx, fields.question));
    if ((there?.n ?? 0) >= MOST_REPORTED) throw problem("too_many_figures", { most: MOST_REPORTED });
    return records.create(ctx, fields, db);
  });
}

/** What other tools say about a question, beside ours; nothing to who sees a part of it only. @throws 404 */
export async function listFigures(ctx: Context, asked: string, signal?: AbortSignal): Promise<ReportedFigure[]> {
  const question = await getQuestion(ctx, asked);
  if (ctx.scope !== null) return [];
  const rows = await ctx.db
    .select()
    .from(reportedFigures)
    .where(ofQuestion(ctx, asked))
    .orderBy(desc(reportedFigures.createdAt), desc(reportedFigures.id))
    .limit(MOST_REPORTED);
  const figures: ReportedFigure[] = [];
  // One after the other: each asks the whole log.
  for (const row of rows) figures.push(await besideOurs(ctx, row, question, signal));
  return figures;
}

const ofQuestion = (ctx: Context, asked: string) =>
  and(eq(reportedFigures.workspace, ctx.workspace.id), eq(reportedFigures.question, asked));

async function besideOurs(
  ctx: Context,
  { workspace: _w, nameKey: _k, revision: _r, updatedAt: _u, createdAt, ...row }: Row,
  question: Question,
  signal: AbortSignal | undefined,
): Promise<ReportedFigure> {
  const ref: MetricRef = {
    metric: question.metric ?? "",
    ...(question.kind === "ces" ? { params: { scale: question.high } } : {}),
    where: { field: "feedback.question", op: "eq", value: question.key },
  };
  const { metric, variant } = choose(ref, "metric");
  const isElsewhere = row.timezone !== null && row.timezone !== ctx.workspace.timezone;
  const ask = (timezone: string) =>
    answerQuery(ctx, { metrics: [ref], breakdowns: [], period: { from: row.from, to: row.to }, timezone }, signal);
  const [here, there] = await Promise.all([
    ask(ctx.workspace.timezone),
    isElsewhere && row.timezone !== null ? ask(row.timezone) : null,
  ]);
  const own = ownScale(metric.scale, question);
  const told = {
    ...row,
    ours: resultOf(here),
    onOurScale: row.scale === null ? row.value : brought(row.value, row.scale, own),
    inItsZone: there && resultOf(there),
  };
  const reasons = reasonsOf(told, own);
  return {
    ...told,
    ...{ metric: metric.name, variant, reasons },
    explanation: explain(told, reasons),
    createdAt: createdAt.toISOString(),
  };
}

const NOTHING = { value: null, n: 0, low: null, high: null, hidden: false };
const resultOf = ({ metrics }: Answer) => metrics[0]?.rows[0]?.result ?? NOTHING;

function ownScale(scale: readonly [number, number] | null, { kind, low, high }: Question): readonly [number, number] {
  return kind === "ces" ? [low, high] : (scale ?? [low, high]);
}

function brought(
  value: number,
  [low, high]: readonly [number, number],
  [first, last]: readonly [number, number],
): number {
  return first + ((value - low) * (last - first)) / (high - low);
}
