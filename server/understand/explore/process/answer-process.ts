import type { ProcessAnswer, ProcessPeopleQuery, ProcessQuery } from "../../../../contracts/understand/process.ts";
import { listPeople } from "../../../know/contacts/contacts.ts";
import { filterSql } from "../../../know/segments/segments.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { fieldAt, resolvePeriod } from "../../metrics/metrics.ts";
import { namingStatements } from "../query/explore-steps.ts";
import { type Names, numberNames, RARE } from "../query/naming-sql.ts";
import { BORDER, OF, type Process, processSql, type TracesOf, tracesPeopleSql } from "./process-sql.ts";

const MOST_ACTIVITIES = 100;
const MOST_EDGES = 500;
/** What is too rare to be told apart is called so in a variant. */
const RARE_NAME = "other";

/** See {@link processSql}. */
interface ProcessRow {
  of: (typeof OF)[keyof typeof OF];
  a: number;
  b: number;
  count: string;
  traces: string;
  spent: number[];
  total: string;
  activity_events: string;
  activity_traces: string;
  all_events: string;
  all_time: string;
  more: number;
}

/** The process that the log shows. Costs one statement, and one more where events go by their own name. */
export async function answerProcess(ctx: Context, query: ProcessQuery, signal?: AbortSignal): Promise<ProcessAnswer> {
  const asOf = ctx.now();
  ctx.analytics.announce(1 + namingStatements(query.naming));
  const process = await processOf(ctx, query, asOf, signal);
  const rows = await ctx.analytics.ask<ProcessRow>(processSql(process, MOST_ACTIVITIES), {
    tenant: ctx,
    signal,
  });
  const of = (kind: keyof typeof OF) => rows.filter((row) => row.of === OF[kind]);
  const [pairs, [all], sizes] = [of("pair"), of("trace"), of("size")];
  const traces = Number(all?.count ?? 0);
  const reworked = sizes.reduce((sum, size) => sum + Number(size.traces) * Number(size.total), 0);
  return {
    definition: "directly_follows@1",
    traces,
    events: Number(pairs[0]?.all_events ?? 0),
    elapsed: elapsedOf(all?.spent),
    ...picture(pairs, process.names),
    variants: variantsOf(sizes, of("shown"), { traces, names: process.names, over: query.entropyOver ?? "variants" }),
    rework: traces > 0 ? reworked / traces : null,
    truncated: pairs.some((row) => Number(row.more) === 1),
    period: {
      from: process.span.from.toISOString(),
      to: process.span.to.toISOString(),
      timezone: query.timezone ?? ctx.workspace.timezone,
    },
    asOf: asOf.toISOString(),
  };
}

/** The people behind a number of the process; with each, when they were last there: at the activity, or at the end of the trace. */
export async function listProcessPeople(ctx: Context, asked: ProcessPeopleQuery, signal?: AbortSignal) {
  return listPeople(ctx, await processPeople(ctx, asked, signal), asked, signal);
}

/** A SELECT of the people behind a number of the process; see {@link tracesPeopleSql}. @throws as {@link listProcessPeople} */
export async function processPeople(ctx: Context, asked: ProcessPeopleQuery, signal?: AbortSignal): Promise<Sql> {
  const process = await processOf(ctx, asked.query, ctx.now(), signal);
  return tracesPeopleSql(process, tracesOf(asked.of, process.names));
}

function tracesOf(of: ProcessPeopleQuery["of"], { numberOf }: Names): TracesOf {
  if ("activity" in of) return { node: numberOf(of.activity) };
  if ("start" in of) return { before: BORDER, node: numberOf(of.start) };
  if ("end" in of) return { before: numberOf(of.end), node: BORDER };
  if ("from" in of) return { before: numberOf(of.from), node: numberOf(of.to) };
  // Where an event is called so too, the traces of both are of the variant that reads alike.
  return { nodes: of.variant.map(numberOf), rare: of.variant.includes(RARE_NAME) ? numberOf(RARE_NAME) : RARE };
}

/** @throws 400 for what cannot be a trace, a name or a filter */
export async function processOf(
  ctx: Context,
  { traceBy, naming, filter, period, timezone, mergeRepeats, minimumTraces }: ProcessQuery,
  asOf: Date,
  signal?: AbortSignal,
): Promise<Process> {
  const span = resolvePeriod(period, timezone ?? ctx.workspace.timezone, asOf);
  checkTrace(traceBy);
  const narrowed = await filterSql(ctx, filter);
  const names = await numberNames(ctx, naming, span, signal);
  return { traceBy, names, filter: sql`(${narrowed})`, span, mergeRepeats, minimumTraces };
}

/** @throws 400 for a field that events do not have */
export function checkTrace(traceBy: ProcessQuery["traceBy"]): void {
  if (traceBy.by === "field")
    fieldAt("traceBy.field", traceBy.field, {
      what: "a field of events",
      use: "properties.<name>, context.<name>, user_id or another of an event",
    });
}

export function activityName(names: Names, number: number): string {
  return names.nameOf(number) ?? RARE_NAME;
}

function picture(pairs: readonly ProcessRow[], names: Names): Pick<ProcessAnswer, "activities" | "edges"> {
  const borders = (side: "a" | "b", other: "a" | "b") =>
    new Map(pairs.filter((row) => row[side] === BORDER).map((row) => [row[other], Number(row.count)]));
  const [starts, ends] = [borders("a", "b"), borders("b", "a")];
  const firsts = new Map(pairs.filter((row) => row.a !== BORDER).map((row) => [row.a, row]));
  const activities = [...firsts.values()].map(({ a: node, activity_events, activity_traces }) => ({
    name: activityName(names, node),
    events: Number(activity_events),
    traces: Number(activity_traces),
    starts: starts.get(node) ?? 0,
    ends: ends.get(node) ?? 0,
    repeats: Number(activity_events) - Number(activity_traces),
  }));
  const edges = pairs
    .filter((row) => row.a !== BORDER && row.b !== BORDER && firsts.has(row.b))
    .slice(0, MOST_EDGES)
    .map((row) => ({
      from: activityName(names, row.a),
      to: activityName(names, row.b),
      count: Number(row.count),
      traces: Number(row.traces),
      elapsed: elapsedOf(row.spent),
      shareOfTime: Number(row.all_time) > 0 ? Number(row.total) / Number(row.all_time) : 0,
    }));
  return { activities: activities.sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1)), edges };
}

function variantsOf(
  sizeRows: readonly ProcessRow[],
  shown: readonly ProcessRow[],
  { traces, names, over }: { traces: number; names: Names; over: "variants" | "traces" },
): ProcessAnswer["variants"] {
  const sizes = sizeRows.map((row) => ({ traces: Number(row.traces), variants: Number(row.count) }));
  const total = sizes.reduce((sum, size) => sum + size.variants, 0);
  // −Σ p ln p with p = n ÷ traces, over the most it could be.
  const sumLog = sizes.reduce((sum, size) => sum + size.variants * size.traces * Math.log(size.traces), 0);
  const most = over === "traces" ? traces : total;
  const entropy = most < 2 ? null : (Math.log(traces) - sumLog / traces) / Math.log(most);
  const firsts = [...shown.keys()].filter((index) => shown[index]?.b === 0);
  return {
    total,
    entropy: entropy === null ? null : Math.min(1, Math.max(0, entropy)),
    coverEightyPercent: fewestFor(sizes, traces),
    items: firsts.map((index, nth) => ({
      activities: shown.slice(index + 1, firsts[nth + 1]).map((row) => activityName(names, Number(row.total))),
      traces: Number(shown[index]?.count),
      elapsed: elapsedOf(shown[index]?.spent),
    })),
  };
}

/** How few of the variants, the largest first, hold four fifths of the traces. */
function fewestFor(sizes: readonly { traces: number; variants: number }[], traces: number): number {
  let variants = 0;
  let covered = 0;
  for (const size of sizes.toSorted((a, b) => b.traces - a.traces)) {
    const missing = Math.ceil((traces * 4 - covered * 5) / (size.traces * 5));
    if (missing <= 0) break;
    const taken = Math.min(size.variants, missing);
    variants += taken;
    covered += taken * size.traces;
  }
  return variants;
}

function elapsedOf(milliseconds: readonly number[] | undefined) {
  const [median, p90] = milliseconds ?? [];
  return { median: median === undefined ? null : median / 1000, p90: p90 === undefined ? null : p90 / 1000 };
}
