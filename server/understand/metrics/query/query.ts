import type { Conversion } from "../../../../contracts/log/money.ts";
import type { Answer, AnswerRow, Measured, Query } from "../../../../contracts/understand/metrics.ts";
import { byCurrency } from "../../../log/money/money.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { count, type Figures, LEFT_OUT, MONEY, toMeasured } from "../definitions/metric.ts";
import { ofOneCurrency } from "../definitions/shapes.ts";
import { breaksOf } from "./breaks.ts";
import { type Asked, type Frame, MOST_GROUPS, type Plan, plansOf, spell } from "./build-sql.ts";
import type { Bucket, Span } from "./period.ts";
import { frameOf, lookUpNames, planQuery } from "./plan-query.ts";
import { verdictOf } from "./verdict.ts";

/** Groups that are named in an answer; the others are gathered in one. */
const NAMED_GROUPS = 50;

/** Answers a query. Costs one ClickHouse query for each source its metrics need, and as many again for a comparison and for a series. */
export async function answerQuery(ctx: Context, query: Query, signal?: AbortSignal): Promise<Answer> {
  const planned = planQuery(ctx, query);
  const { compared, buckets, span, timezone, asOf } = planned;
  ctx.analytics.announce(plansOf(planned.metrics).length * (1 + Number(compared !== null) + Number(buckets !== null)));
  const known = await lookUpNames(ctx, query, planned);
  const { metrics } = known;
  const [plans, frame] = [plansOf(metrics), frameOf(known)];
  const [breaks, ...answered] = await Promise.all([
    buckets ? breaksOf(ctx, metrics, span) : new Map(),
    ...plans.map((plan) => answerPlan(ctx, plan, frame, { compared, buckets, signal })),
  ]);
  const rows = new Map(answered.flatMap((each) => [...each]));
  return {
    metrics: metrics.map(({ metric, variant, index }) => ({
      metric: metric.name,
      variant,
      definition: `${metric.name}@${metric.version}`,
      rows: rows.get(index) ?? [],
      ...(breaks.has(metric.name) ? { breaks: breaks.get(metric.name) } : {}),
    })),
    period: { from: span.from.toISOString(), to: span.to.toISOString(), timezone },
    ...(compared ? { comparedWith: { from: compared.from.toISOString(), to: compared.to.toISOString() } } : {}),
    asOf: asOf.toISOString(),
  };
}

interface Wanted {
  compared: Span | null;
  buckets: readonly Bucket[] | null;
  signal: AbortSignal | undefined;
}

interface Amounts {
  figures: Figures;
  converted: Conversion[];
}

/** What was read of one group. */
export interface Group {
  values: (string | null)[];
  isOther: boolean;
  bucket: number;
  weight: number;
  figures: Map<number, Figures>;
  /** Of metrics of money, the figures by currency. */
  money: Map<number, ReadonlyMap<string, Amounts>>;
}

async function answerPlan(ctx: Context, plan: Plan, frame: Frame, wanted: Wanted): Promise<Map<number, AnswerRow[]>> {
  let groups = await readGroups(ctx, plan, frame, wanted.signal);
  let only: Frame["only"] = null;
  if (groups.length > NAMED_GROUPS && frame.groups.length > 0) {
    only = groups.slice(0, NAMED_GROUPS).map((group) => group.values);
    ctx.analytics.announce(1);
    groups = await readGroups(ctx, plan, { ...frame, only }, wanted.signal);
  }
  const [before, moved] = await Promise.all([
    wanted.compared ? readGroups(ctx, plan, { ...frame, only, span: wanted.compared }, wanted.signal) : null,
    wanted.buckets ? readGroups(ctx, plan, { ...frame, only, buckets: wanted.buckets }, wanted.signal) : null,
  ]);
  let series = moved;
  let passed = plan.source === "customers" ? onlyIn(series ?? [], groups) : [];
  if (wanted.buckets && only === null && passed.length > 0 && groups.length + passed.length > NAMED_GROUPS) {
    only = [...groups, ...passed].slice(0, NAMED_GROUPS).map((group) => group.values);
    ctx.analytics.announce(1);
    series = await readGroups(ctx, plan, { ...frame, only, buckets: wanted.buckets }, wanted.signal);
    passed = onlyIn(series, groups);
  }
  const previous = new Map((before ?? []).map((group) => [keyOf(group), group]));
  const moments = new Map((series ?? []).map((group) => [`${group.bucket}|${keyOf(group)}`, group]));
  // Without a breakdown there is always one row: "nothing" is an answer.
  const listed = groups.length === 0 && frame.groups.length === 0 ? [nobody()] : [...groups, ...passed];
  const ordered = listed.sort((a, b) => Number(a.isOther) - Number(b.isOther) || b.weight - a.weight);
  return new Map(
    plan.metrics.map((asked) => [
      asked.index,
      ordered.flatMap((group) => rowsOf(asked, group, previous.get(keyOf(group)), wanted, moments)),
    ]),
  );
}

/** Groups that customers were in for a part of the period and had left by its end: of its own they have nobody. */
function onlyIn(series: readonly Group[], groups: readonly Group[]): Group[] {
  const known = new Set(groups.map(keyOf));
  const left = new Map(series.filter((group) => !known.has(keyOf(group))).map((group) => [keyOf(group), group]));
  return [...left.values()].map(({ values, isOther }) => ({ ...nobody(), values, isOther }));
}

/** Currencies of one group that have rows of their own; what is in others is counted as left out. */
const MOST_CURRENCIES = 10;

/** One row, or for money one for each currency, that of most amounts first. */
function rowsOf(
  asked: Asked,
  group: Group,
  before: Group | undefined,
  wanted: Wanted,
  moments: Map<string, Group>,
): AnswerRow[] {
  if (!asked.metric.isMoney) return [rowOf(asked, group, before, wanted, moments)];
  const amounts = new Map<string, number>();
  const times = wanted.buckets?.map(({ start }) => moments.get(`${start.getTime()}|${keyOf(group)}`)) ?? [];
  for (const [each, counts] of [[group, 1] as const, [before, 0] as const, ...times.map((each) => [each, 0] as const)])
    for (const [currency, { figures }] of each?.money.get(asked.index) ?? [])
      amounts.set(currency, (amounts.get(currency) ?? 0) + counts * count(figures, "n"));
  const currencies = [...amounts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const beyond = currencies.slice(MOST_CURRENCIES).reduce((sum, [, n]) => sum + n, 0);
  if (currencies.length === 0) return [rowOf(asked, group, before, wanted, moments, asked.money?.usual)];
  return currencies.slice(0, MOST_CURRENCIES).map(([currency], place) => {
    const row = rowOf(asked, group, before, wanted, moments, currency);
    // What no currency has any of is told once.
    const { leftOut = 0, ...rest } = row;
    const all = place === 0 ? leftOut + beyond : 0;
    return all > 0 ? { ...rest, leftOut: all } : rest;
  });
}

function rowOf(
  asked: Asked,
  group: Group,
  before: Group | undefined,
  wanted: Wanted,
  moments: Map<string, Group>,
  currency?: string,
): AnswerRow {
  const { metric, variant, index } = asked;
  const amountsIn = (each: Group | undefined) =>
    currency === undefined ? undefined : each?.money.get(index)?.get(currency);
  // What has no amount has the figure of how many those are all the same.
  const figuresIn = (each: Group | undefined): Figures => amountsIn(each)?.figures ?? each?.figures.get(index) ?? {};
  const measure = (each: Group | undefined): { result: Measured; parts?: Record<string, number> } => {
    const { parts, ...estimate } = metric.estimate(figuresIn(each), variant);
    const measured = toMeasured(estimate, metric.minimumN);
    const { converted = [] } = amountsIn(each) ?? {};
    const result =
      currency === undefined ? measured : { ...measured, currency, ...(converted.length > 0 ? { converted } : {}) };
    return parts && !result.hidden ? { result, parts } : { result };
  };
  const row: AnswerRow = { group: group.values, isOther: group.isOther, ...measure(group) };
  const leftOut = count(group.figures.get(index) ?? {}, LEFT_OUT);
  if (leftOut > 0) row.leftOut = leftOut;
  if (wanted.compared) {
    const [current, previous] = [figuresIn(group), figuresIn(before)];
    row.comparison = { previous: measure(before).result, ...verdictOf(metric, current, previous, variant) };
  }
  if (wanted.buckets)
    row.series = wanted.buckets.map(({ start, complete }) => ({
      start: start.toISOString(),
      complete,
      result: measure(moments.get(`${start.getTime()}|${keyOf(group)}`)).result,
    }));
  return row;
}

/** Asks one statement. */
export async function readGroups(
  ctx: Context,
  plan: Plan,
  frame: Frame,
  signal: AbortSignal | undefined,
): Promise<Group[]> {
  const rows = await ctx.analytics.ask<Record<string, unknown>>(spell(plan, frame), {
    tenant: ctx,
    signal,
  });
  if (rows.length > MOST_GROUPS * (frame.buckets?.length ?? 1) && frame.only === null && frame.buckets !== null)
    throw problem("too_many_series");
  return rows.map((row) => ({
    values: frame.groups.map((_, index) => textOf(row[`out_${index}`])),
    isOther: Number(row.is_other) === 1,
    bucket: Number(row.bucket),
    weight: Number(row.weight),
    figures: new Map(plan.metrics.map((asked) => [asked.index, figuresOf(row, asked.index)])),
    money: new Map(plan.metrics.map((asked) => [asked.index, amountsOf(row[`m${asked.index}_${MONEY}`])])),
  }));
}

function figuresOf(row: Record<string, unknown>, index: number): Figures {
  const prefix = `m${index}_`;
  const figures: Record<string, number | number[] | null> = {};
  for (const [name, value] of Object.entries(row)) {
    if (!name.startsWith(prefix) || name === prefix + MONEY) continue;
    if (Array.isArray(value)) figures[name.slice(prefix.length)] = value.map(Number);
    else figures[name.slice(prefix.length)] = value === null ? null : Number(value);
  }
  return figures;
}

function amountsOf(value: unknown): Map<string, Amounts> {
  const [keys = [], sums = [], squares = [], counts = []] = (value ?? []) as [string[], number[], number[], string[]];
  const found = byCurrency(
    keys.map((key, place) => [
      key,
      { sum: Number(sums[place]), squares: Number(squares[place]), n: Number(counts[place]) },
    ]),
    (a, b) => ({ sum: a.sum + b.sum, squares: a.squares + b.squares, n: a.n + b.n }),
  );
  return new Map(
    found.map(({ currency, sums: { sum, squares, n }, converted }) => [
      currency,
      { figures: ofOneCurrency(sum, squares, n), converted },
    ]),
  );
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function keyOf(group: Group): string {
  return JSON.stringify([group.isOther, group.values]);
}

function nobody(): Group {
  return { values: [], isOther: false, bucket: 0, weight: 0, figures: new Map(), money: new Map() };
}
