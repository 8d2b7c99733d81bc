import type { MetricRef, Query } from "../../../../contracts/understand/metrics.ts";
import { joinSql, type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { type Chosen, choose } from "../definitions/definitions.ts";
import { count, type Figures } from "../definitions/metric.ts";
import type { Asked, Frame, Plan } from "./build-sql.ts";
import { breakdownSql } from "./narrow.ts";
import { frameOf, lookUpNames, planQuery } from "./plan-query.ts";
import { type Group, readGroups } from "./query.ts";
import { TOUCHPOINT_BREAKDOWN, touchpointsTaking } from "./touchpoint-filter.ts";

/** One metric of events. */
export type SplitQuery = Omit<Query, "metrics" | "breakdowns" | "interval" | "compare"> & { metric: MetricRef };

/** The figures of one metric in both periods, and how many people are behind those of now. */
export interface Moved {
  now: Figures;
  before: Figures;
  people: number;
}

/** The same of one group of a field. */
export interface PartMoved extends Moved {
  by: string;
  group: string;
}

/** Stands for the whole: a field's groups begin with its place. */
const WHOLE = "*";

/**
 * What a metric was before and is now, as a whole and in every group of several fields at once: one statement a period, whatever
 * the number of fields. What has no value in a field is in the whole only. Of very many groups the smallest are left out.
 */
export async function splitChange(
  ctx: Context,
  query: SplitQuery & { compare: NonNullable<Query["compare"]> },
  fields: readonly string[],
  signal?: AbortSignal,
): Promise<{ chosen: Chosen; whole: Moved; parts: PartMoved[] }> {
  const { metric, frame, planned } = await planSplit(ctx, query, 2);
  if (!planned.compared) throw new TypeError("A metric is compared with another period.");
  const plan: Plan = { source: "events", metrics: [metric, peopleBehind(metric)] };
  const split = { ...frame, groups: [await groupsOf(ctx, fields)] };
  const [now, before] = await Promise.all([
    readGroups(ctx, plan, split, signal),
    readGroups(ctx, plan, { ...split, span: planned.compared }, signal),
  ]);
  const earlier = new Map(before.map((group) => [nameOf(group), group]));
  const moved = (name: string, group: Group | undefined): Moved => ({
    now: group?.figures.get(metric.index) ?? {},
    before: earlier.get(name)?.figures.get(metric.index) ?? {},
    people: count(group?.figures.get(metric.index + 1) ?? {}, "n"),
  });
  const whole = now.find((group) => nameOf(group) === WHOLE);
  return { chosen: metric, whole: moved(WHOLE, whole), parts: partsOf(now, fields, moved) };
}

/**
 * The same of one period, of about as many of its answers as `sample`, each of which was taken by chance: one of `oneOf`. One
 * statement counts them, and another reads.
 */
export async function splitNow(
  ctx: Context,
  query: SplitQuery,
  { fields, sample }: { fields: readonly string[]; sample: number },
  signal?: AbortSignal,
) {
  const { metric, frame, planned } = await planSplit(ctx, query, 2);
  const plan: Plan = { source: "events", metrics: [metric] };
  const [all] = await readGroups(ctx, plan, frame, signal);
  const oneOf = Math.max(1, Math.ceil((all?.weight ?? 0) / sample));
  const some = oneOf === 1 ? frame.filter : sql`(${frame.filter}) and message_key % ${oneOf} = 0`;
  const found = await readGroups(ctx, plan, { ...frame, filter: some, groups: [await groupsOf(ctx, fields)] }, signal);
  const parts = partsOf(found, fields, (_name, group) => ({ now: group.figures.get(metric.index) ?? {} }));
  return { parts, span: planned.span, timezone: planned.timezone, oneOf };
}

async function planSplit(
  ctx: Context,
  { metric: ref, ...query }: SplitQuery & Pick<Query, "compare">,
  statements: number,
): Promise<{ metric: Asked; frame: Frame; planned: ReturnType<typeof planQuery> }> {
  const asked: Query = { ...query, metrics: [ref], breakdowns: [] };
  const planned = planQuery(ctx, asked);
  const [metric] = planned.metrics;
  if (metric?.metric.source !== "events")
    throw new TypeError("Only what happened is split over several fields at once.");
  ctx.analytics.announce(statements);
  return { metric, frame: frameOf(await lookUpNames(ctx, asked, planned)), planned };
}

function partsOf<M extends object>(
  groups: readonly Group[],
  fields: readonly string[],
  moved: (name: string, group: Group) => M,
): (M & { by: string; group: string })[] {
  return groups.flatMap((group) => {
    const name = nameOf(group);
    const by = fields[Number.parseInt(name, 10)];
    return by === undefined ? [] : [{ ...moved(name, group), by, group: name.slice(name.indexOf(":") + 1) }];
  });
}

function nameOf({ values: [name] }: Group): string {
  return name ?? "";
}

function peopleBehind({ metric, params, where, index }: Asked): Asked {
  const scope = metric.scope(params);
  return {
    ...choose({ metric: "people" }, "metric"),
    index: index + 1,
    where: where ? sql`(${scope}) and (${where})` : scope,
  };
}

/** One row for the whole and one for each group that an event is in. */
async function groupsOf(ctx: Context, fields: readonly string[]): Promise<Sql> {
  const lists: Sql[] = [sql`[${WHOLE}]`];
  for (const [place, field] of fields.entries()) {
    const prefix = `${place}:`;
    if (field === TOUCHPOINT_BREAKDOWN) {
      lists.push(sql`arrayMap(id -> concat(${prefix}, id), ${await touchpointsTaking(ctx)})`);
      continue;
    }
    const value = sql`ifNull(${await breakdownSql(ctx, field, `fields.${place}`, ["events"])}, '')`;
    lists.push(sql`if(${value} = '', [], [concat(${prefix}, ${value})])`);
  }
  return sql`arrayJoin(arrayConcat(${joinSql(lists, ", ")}))`;
}
