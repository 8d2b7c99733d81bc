import type { Query } from "../../../../contracts/understand/metrics.ts";
import { conditionSql } from "../../../log/events/events.ts";
import { moneyOf } from "../../../log/money/money.ts";
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
type Rewrite = (planned: Planned, query: Query, ctx: Context) => Planned;
/** One that asks a store for what the query names. */
type LookUp = (planned: Planned, query: Query, ctx: Context) => Promise<Planned>;

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

const narrowTheEvents: LookUp = async (planned, query, ctx) => ({ ...planned, filter: await narrow(ctx, query) });

const groupTheEvents: LookUp = async (planned, { breakdowns }, ctx) => {
  const sources = planned.metrics.map(({ metric }) => metric.source);
  const groups = breakdowns.map((name, index) => breakdownSql(ctx, name, `breakdowns.${index}`, sources));
  return { ...planned, groups: await Promise.all(groups) };
};

const readTheMoney: LookUp = async (planned, { inOwnCurrencies }, ctx) => {
  if (!planned.metrics.some(({ metric }) => metric.isMoney)) return planned;
  const money = await moneyOf(ctx, inOwnCurrencies);
  return { ...planned, metrics: planned.metrics.map((each) => (each.metric.isMoney ? { ...each, money } : each)) };
};

/** What happens to a query before its SQL is spelled, in this order: first what it says by itself, then what it names. */
const REWRITES: readonly Rewrite[] = [
  takeTheZone,
  takeThePeriod,
  takeThePeriodBefore,
  chooseTheMetrics,
  divideThePeriod,
];
const LOOK_UPS: readonly LookUp[] = [narrowTheEvents, groupTheEvents, readTheMoney];

/** How many statements it takes is known from here on. @throws 400 for what makes no sense */
export function planQuery(ctx: Context, query: Query): Planned {
  const asOf = ctx.now();
  const plain: Planned = {
    timezone: "UTC",
    asOf,
    span: { from: asOf, to: asOf },
    compared: null,
    metrics: [],
    buckets: null,
    filter: sql`1`,
    groups: [],
  };
  return REWRITES.reduce((planned, rewrite) => rewrite(planned, query, ctx), plain);
}

/** @throws 403 for what the caller may not ask, 404 for what is not there */
export async function lookUpNames(ctx: Context, query: Query, planned: Planned): Promise<Planned> {
  let known = planned;
  for (const lookUp of LOOK_UPS) known = await lookUp(known, query, ctx);
  return known;
}

/** The frame of its statements: what is not the metrics' own. */
export function frameOf({ span, asOf, filter, groups }: Planned): Frame {
  // An event of this very millisecond counts.
  return { span, asOf: new Date(asOf.getTime() + 1), filter, groups, buckets: null, only: null };
}
