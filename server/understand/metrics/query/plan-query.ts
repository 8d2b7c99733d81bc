import type { Query } from "../../../../contracts/understand/metrics.ts";
import { conditionSql } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { choose } from "../definitions/definitions.ts";
import type { Asked, Frame } from "./build-sql.ts";
import { breakdownSql, narrow } from "./narrow.ts";
import { type Bucket, bucketsOf, previousPeriod, resolvePeriod, type Span } from "./period.ts";

/** A query with everything settled that its SQL needs: nothing in it is relative, and every name is looked up. */
export interface Planned {
  timezone: string;
  asOf: Date;
  span: Span;
  /** The period it is compared with. */
  compared: Span | null;
  metrics: readonly Asked[];
  /** The parts of a series. */
  buckets: readonly Bucket[] | null;
  /** Which events count. */
  filter: Sql;
  /** The groups of an event, one a breakdown. */
  groups: readonly Sql[];
}

/** One business rule: what it makes of a query, given what the rules before it made. */
type Rewrite = (planned: Planned, query: Query, ctx: Context) => Planned | Promise<Planned>;

const takeTheZone: Rewrite = (planned, { timezone }, ctx) => ({
  ...planned,
  timezone: timezone ?? ctx.workspace.timezone,
});

const takeThePeriod: Rewrite = (planned, { period }) => ({
  ...planned,
  span: resolvePeriod(period, planned.timezone, planned.asOf),
});

const takeThePeriodBefore: Rewrite = (planned, { period, compare }) => ({
  ...planned,
  compared: compare ? previousPeriod(period, planned.timezone, planned.asOf, compare) : null,
});

const chooseTheMetrics: Rewrite = (planned, { metrics }) => ({
  ...planned,
  metrics: metrics.map((ref, index) => ({
    ...choose(ref, `metrics.${index}`),
    index,
    where: ref.where ? conditionSql(ref.where) : null,
  })),
});

const divideThePeriod: Rewrite = (planned, { interval }) => ({
  ...planned,
  buckets: interval ? bucketsOf(planned.span, interval, planned.timezone) : null,
});

const narrowTheEvents: Rewrite = async (planned, query, ctx) => ({ ...planned, filter: await narrow(ctx, query) });

const groupTheEvents: Rewrite = async (planned, { breakdowns }, ctx) => {
  const sources = planned.metrics.map(({ metric }) => metric.source);
  const groups = breakdowns.map((name, index) => breakdownSql(ctx, name, `breakdowns.${index}`, sources));
  return { ...planned, groups: await Promise.all(groups) };
};

/** What happens to a query before its SQL is spelled, in this order. */
const REWRITES = [
  takeTheZone,
  takeThePeriod,
  takeThePeriodBefore,
  chooseTheMetrics,
  divideThePeriod,
  narrowTheEvents,
  groupTheEvents,
] as const satisfies readonly Rewrite[];

/** @throws 400 for what makes no sense, 403 for what the caller may not ask, 404 for what is not there */
export async function planQuery(ctx: Context, query: Query): Promise<Planned> {
  const asOf = ctx.now();
  let planned: Planned = {
    timezone: "UTC",
    asOf,
    span: { from: asOf, to: asOf },
    compared: null,
    metrics: [],
    buckets: null,
    filter: sql`1`,
    groups: [],
  };
  for (const rewrite of REWRITES) planned = await rewrite(planned, query, ctx);
  return planned;
}

/** The frame of its statements: what is not the metrics' own. */
export function frameOf({ span, asOf, filter, groups }: Planned): Frame {
  // An event of this very millisecond counts.
  return { span, asOf: new Date(asOf.getTime() + 1), filter, groups, buckets: null, only: null };
}
