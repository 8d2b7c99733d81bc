import { events, happened } from "../../../log/events/events.ts";
import type { MoneySql } from "../../../log/money/money.ts";
import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { windowSeconds } from "../definitions/customer-metrics.ts";
import type { Chosen } from "../definitions/definitions.ts";
import { LEFT_OUT } from "../definitions/metric.ts";
import { casesOpened, customersAtStart, GROUP_NAMES } from "../definitions/sources.ts";
import type { Bucket, Span } from "./period.ts";

/** A metric with its place in the query and what narrows it. */
export interface Asked extends Chosen {
  index: number;
  where: Sql | null;
  /** How amounts are read, of a metric of money. */
  money?: MoneySql;
}

export interface Plan {
  source: "events" | "cases" | "customers";
  metrics: readonly Asked[];
}

export interface Frame {
  span: Span;
  asOf: Date;
  filter: Sql;
  /** Text expressions over an event, one for each breakdown. */
  groups: readonly Sql[];
  /** When given, one row for each bucket too. */
  buckets: readonly Bucket[] | null;
  /** When given, only these groups keep their name; all others are gathered. */
  only: readonly (readonly (string | null)[])[] | null;
}

/** Events and cases can share one reading; each customers metric has windows of its own. */
export function plansOf(metrics: readonly Asked[]): Plan[] {
  const plans: Plan[] = [];
  for (const source of ["events", "cases"] as const) {
    const together = metrics.filter((each) => each.metric.source === source);
    if (together.length > 0) plans.push({ source, metrics: together });
  }
  for (const each of metrics)
    if (each.metric.source === "customers") plans.push({ source: "customers", metrics: [each] });
  return plans;
}

/** More groups than this are not fetched: the largest are named, the rest are gathered by a second query. */
export const MOST_GROUPS = 1000;

/**
 * One SELECT for the metrics of a plan. Answers columns `group_0`, `group_1`, `is_other`, `bucket` (milliseconds, 0
 * without buckets), `weight` (rows behind the group) and `m<index>_<figure>` for every figure of every metric.
 */
export function spell(plan: Plan, frame: Frame): Sql {
  const { from, where, bucket, groups } =
    plan.source === "customers" ? fromCustomers(plan, frame) : fromRows(plan, frame);
  const other = frame.only ? isOther(groups, frame.only) : sql`0`;
  const named = groups.map((group, index) => sql`if(is_other, null, ${group}) as ${GROUP_OUT[index] ?? sql``}`);
  const keys = [sql`is_other`, ...groups.map((_, index) => GROUP_OUT[index] ?? sql``), sql`bucket`];
  const figures = plan.metrics.flatMap((asked) =>
    Object.entries(figuresOf(asked)).map(
      ([name, figure]) => sql`${figure} as ${typed.name(`m${asked.index}_${name}`)}`,
    ),
  );
  return sql`select ${other} as is_other, ${joinSql([...named, sql`${bucket} as bucket`, sql`count() as weight`, ...figures], ", ")}
    from ${from}
    where ${where}
    group by ${joinSql(keys, ", ")}
    order by weight desc
    limit ${(MOST_GROUPS + 1) * (frame.buckets ? frame.buckets.length : 1)}`;
}

const GROUP_OUT = [sql`out_0`, sql`out_1`] as const;

function figuresOf(asked: Asked): Record<string, Sql> {
  const { metric, variant, params } = asked;
  const figures = metric.figures(variant, params, when(asked), asked.money);
  const usable = metric.usable?.(variant, params);
  return usable ? { ...figures, [LEFT_OUT]: sql`countIf((${when(asked)}) and not (${usable}))` } : figures;
}

/** For a customers metric `where` says what activity is; it is applied within the source. */
function when(asked: Asked): Sql {
  return asked.metric.source === "customers" ? asked.metric.scope(asked.params) : counts(asked);
}

function counts(asked: Asked): Sql {
  const scope = asked.metric.scope(asked.params);
  return asked.where ? sql`(${scope}) and (${asked.where})` : scope;
}

function fromRows(plan: Plan, frame: Frame) {
  const { from, to } = frame.span;
  const scopes = joinSql(
    plan.metrics.map((asked) => sql`(${counts(asked)})`),
    " or ",
  );
  return {
    from: plan.source === "cases" ? casesOpened(frame.span, frame.asOf) : events,
    where: sql`${happened(from, to)} and ${frame.filter} and (${scopes})`,
    bucket: frame.buckets ? bucketOf(frame.buckets) : sql`toInt64(0)`,
    groups: frame.groups,
  };
}

function fromCustomers(plan: Plan, frame: Frame) {
  const [asked] = plan.metrics;
  if (!asked) throw new TypeError("A plan has a metric.");
  // Windows of an unfinished unit would call everybody lost who has not come back yet.
  const windows = frame.buckets ? frame.buckets.map(({ start, end }) => ({ from: start, to: end })) : [frame.span];
  const source = customersAtStart({
    windows,
    seconds: windowSeconds(asked.params),
    activity: asked.where ? sql`${frame.filter} and (${asked.where})` : frame.filter,
    groups: frame.groups,
  });
  return {
    from: source,
    where: sql`1`,
    bucket: frame.buckets ? sql`toInt64(bucket)` : sql`toInt64(0)`,
    groups: frame.groups.map((_, index) => GROUP_NAMES[index] ?? sql``),
  };
}

/** The start of the calendar unit that holds the event; the boundaries come from one calendar, in the query's zone. */
function bucketOf(buckets: readonly Bucket[]): Sql {
  const starts = buckets.map(({ start }) => BigInt(start.getTime()));
  const list = joinSql(
    starts.map((start) => sql`toInt64(${String(start)})`),
    ", ",
  );
  return sql`roundDown(toUnixTimestamp64Milli(timestamp), [${list}])`;
}

function isOther(groups: readonly Sql[], only: readonly (readonly (string | null)[])[]): Sql {
  if (groups.length === 0 || only.length === 0) return sql`0`;
  // A tuple with null equals nothing; a text that no value can be stands for it.
  const safe = (value: string | null) => (value === null ? "\u0001unset" : `\u0002${value}`);
  const tuple = joinSql(
    groups.map((group) => sql`ifNull(concat('\\x02', ${group}), '\\x01unset')`),
    ", ",
  );
  const listed = joinSql(
    only.map(
      (values) =>
        sql`tuple(${joinSql(
          values.map((value) => sql`${safe(value)}`),
          ", ",
        )})`,
    ),
    ", ",
  );
  return sql`tuple(${tuple}) not in (${listed})`;
}
