import type { ProcessAnswer, ProcessPeopleQuestion, ProcessQuestion } from "../../contracts/process.ts";
import { listPeople } from "../contacts/contacts.ts";
import { fieldAt, resolvePeriod } from "../metrics/metrics.ts";
import { type Sql, sql } from "../platform/analytics/sql.ts";
import type { Context } from "../platform/context.ts";
import { filterSql } from "../segments/segments.ts";
import { namingStatements } from "./explore-steps.ts";
import { type Names, numberNames, RARE } from "./naming-sql.ts";
import { BORDER, type CasesOf, casesPeopleSql, followsSql, type Process, variantsSql } from "./process-sql.ts";

const MOST_ACTIVITIES = 100;
const MOST_EDGES = 500;
/** What is too rare to be told apart is called so in a variant. */
const RARE_NAME = "other";

interface VariantsRow {
  variants: string;
  cases: string;
  events: string;
  reworked: string;
  sum_log: number | null;
  /** Numbers of cases, and how many variants have each. */
  sizes: [string[], string[]];
  spent: number[];
  top: [number[], string, number[]][];
}

interface FollowsRow {
  from_node: number;
  to_node: number;
  count: string;
  cases: string;
  spent: number[];
  total: string;
  activity_events: string;
  activity_cases: string;
  all_time: string;
  more: number;
}

/** The process that the log shows. Costs two statements, and one more where events go by their own name. */
export async function answerProcess(
  ctx: Context,
  question: ProcessQuestion,
  signal?: AbortSignal,
): Promise<ProcessAnswer> {
  const asOf = ctx.now();
  ctx.analytics.announce(2 + namingStatements(question.naming));
  const process = await processOf(ctx, question, asOf, signal);
  const options = { tenant: ctx.workspace.id, signal };
  const [[all], follows] = await Promise.all([
    ctx.analytics.ask<VariantsRow>(variantsSql(process), options),
    ctx.analytics.ask<FollowsRow>(followsSql(process, MOST_ACTIVITIES), options),
  ]);
  const cases = Number(all?.cases ?? 0);
  return {
    definition: "directly_follows@1",
    cases,
    events: Number(all?.events ?? 0),
    elapsed: elapsedOf(cases > 0 ? all?.spent : undefined),
    ...picture(follows, process.names),
    variants: variantsOf(all, process.names),
    rework: cases > 0 ? Number(all?.reworked) / cases : null,
    truncated: follows.some((row) => Number(row.more) === 1),
    period: {
      from: process.span.from.toISOString(),
      to: process.span.to.toISOString(),
      timezone: question.timezone ?? ctx.workspace.timezone,
    },
    asOf: asOf.toISOString(),
  };
}

/** The people behind a number of the process; with each, when they were last there: at the activity, or at the end of the case. */
export async function listProcessPeople(ctx: Context, asked: ProcessPeopleQuestion, signal?: AbortSignal) {
  return listPeople(ctx, await processPeople(ctx, asked, signal), asked, signal);
}

/** A SELECT of the people behind a number of the process; see {@link casesPeopleSql}. @throws as {@link listProcessPeople} */
export async function processPeople(ctx: Context, asked: ProcessPeopleQuestion, signal?: AbortSignal): Promise<Sql> {
  const process = await processOf(ctx, asked.question, ctx.now(), signal);
  return casesPeopleSql(process, casesOf(asked.of, process.names));
}

function casesOf(of: ProcessPeopleQuestion["of"], { numberOf }: Names): CasesOf {
  if ("activity" in of) return { node: numberOf(of.activity) };
  if ("start" in of) return { before: BORDER, node: numberOf(of.start) };
  if ("end" in of) return { before: numberOf(of.end), node: BORDER };
  if ("from" in of) return { before: numberOf(of.from), node: numberOf(of.to) };
  // Where an event is called so too, the cases of both are of the variant that reads alike.
  return { nodes: of.variant.map(numberOf), rare: of.variant.includes(RARE_NAME) ? numberOf(RARE_NAME) : RARE };
}

/** @throws 400 for what cannot be a case, a name or a filter */
export async function processOf(
  ctx: Context,
  { caseBy, naming, filter, period, timezone, mergeRepeats, minimumCases }: ProcessQuestion,
  asOf: Date,
  signal?: AbortSignal,
): Promise<Process> {
  const span = resolvePeriod(period, timezone ?? ctx.workspace.timezone, asOf);
  checkCase(caseBy);
  const narrowed = await filterSql(ctx, filter);
  const names = await numberNames(ctx, naming, span, signal);
  return { caseBy, names, filter: sql`(${narrowed})`, span, mergeRepeats, minimumCases };
}

/** @throws 400 for a field that events do not have */
export function checkCase(caseBy: ProcessQuestion["caseBy"]): void {
  if (caseBy.by === "field")
    fieldAt("caseBy.field", caseBy.field, {
      what: "a field of events",
      use: "properties.<name>, context.<name>, user_id or another of an event",
    });
}

export function activityName(names: Names, number: number): string {
  return names.nameOf(number) ?? RARE_NAME;
}

function picture(rows: readonly FollowsRow[], names: Names): Pick<ProcessAnswer, "activities" | "edges"> {
  const borders = (side: "from_node" | "to_node", other: "from_node" | "to_node") =>
    new Map(rows.filter((row) => row[side] === BORDER).map((row) => [row[other], Number(row.count)]));
  const [starts, ends] = [borders("from_node", "to_node"), borders("to_node", "from_node")];
  const firsts = new Map(rows.filter((row) => row.from_node !== BORDER).map((row) => [row.from_node, row]));
  const activities = [...firsts.values()].map(({ from_node: node, activity_events, activity_cases }) => ({
    name: activityName(names, node),
    events: Number(activity_events),
    cases: Number(activity_cases),
    starts: starts.get(node) ?? 0,
    ends: ends.get(node) ?? 0,
    repeats: Number(activity_events) - Number(activity_cases),
  }));
  const edges = rows
    .filter((row) => row.from_node !== BORDER && row.to_node !== BORDER && firsts.has(row.to_node))
    .slice(0, MOST_EDGES)
    .map((row) => ({
      from: activityName(names, row.from_node),
      to: activityName(names, row.to_node),
      count: Number(row.count),
      cases: Number(row.cases),
      elapsed: elapsedOf(row.spent),
      shareOfTime: Number(row.all_time) > 0 ? Number(row.total) / Number(row.all_time) : 0,
    }));
  return { activities: activities.sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1)), edges };
}

function variantsOf(all: VariantsRow | undefined, names: Names): ProcessAnswer["variants"] {
  const total = Number(all?.variants ?? 0);
  if (!all || total === 0) return { total: 0, entropy: null, coverEightyPercent: 0, items: [] };
  const cases = Number(all.cases);
  // −Σ p ln p with p = n ÷ cases, over the most it could be.
  const entropy = total < 2 ? null : (Math.log(cases) - Number(all.sum_log) / cases) / Math.log(total);
  return {
    total,
    entropy: entropy === null ? null : Math.min(1, Math.max(0, entropy)),
    coverEightyPercent: fewestFor(all.sizes, cases),
    items: all.top.map(([nodes, count, spent]) => ({
      activities: nodes.map((node) => activityName(names, node)),
      cases: Number(count),
      elapsed: elapsedOf(spent),
    })),
  };
}

/** How few of the variants, the largest first, hold four fifths of the cases. */
function fewestFor([sizes, counts]: [string[], string[]], cases: number): number {
  let variants = 0;
  let covered = 0;
  const largestFirst = sizes.map((size, at) => [Number(size), Number(counts[at])] as const).sort((a, b) => b[0] - a[0]);
  for (const [size, count] of largestFirst) {
    const missing = Math.ceil((cases * 4 - covered * 5) / (size * 5));
    if (missing <= 0) break;
    const taken = Math.min(count, missing);
    variants += taken;
    covered += taken * size;
  }
  return variants;
}

function elapsedOf(milliseconds: readonly number[] | undefined) {
  const [median, p90] = milliseconds ?? [];
  return { median: median === undefined ? null : median / 1000, p90: p90 === undefined ? null : p90 / 1000 };
}
