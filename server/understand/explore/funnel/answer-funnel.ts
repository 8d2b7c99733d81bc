import type { FunnelAnswer, FunnelPeopleQuery, FunnelQuery } from "../../../../contracts/understand/funnel.ts";
import type { Measured } from "../../../../contracts/understand/metrics.ts";
import { listPeople } from "../../../know/contacts/contacts.ts";
import { filterSql } from "../../../know/segments/segments.ts";
import { conditionSql } from "../../../log/events/events.ts";
import type { Sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import {
  type Bucket,
  breakdownSql,
  bucketsOf,
  previousPeriod,
  resolvePeriod,
  type Span,
  shareShape,
  toMeasured,
  verdictOf,
  wilson,
} from "../../metrics/metrics.ts";
import { sharedEvents, stepSql } from "../query/explore-steps.ts";
import { type Funnel, type FunnelRow, funnelPeopleSql, funnelSql, groupKey, groupOf } from "./funnel-sql.ts";

const NAMED_GROUPS = 20;
/** Name and version of the definition; shares of fewer people than this are hidden. */
const DEFINITION = "funnel@1";
const MINIMUM_N = 5;
const COMPLETION = { ...shareShape, minimumN: MINIMUM_N, direction: "higher" as const };

/**
 * Answers a funnel with one ClickHouse statement, and another for a comparison. Median and p90 are exact over all people who
 * got there (`quantilesExactInclusive`: between two values, the point in proportion).
 *
 * What is compared with is seen no longer after its end than this period can be, so that people who entered of late and still
 * have time do not look like a loss.
 */
export async function answerFunnel(ctx: Context, query: FunnelQuery, signal?: AbortSignal): Promise<FunnelAnswer> {
  const { funnel, names, timezone, asOf, span } = await prepare(ctx, query);
  const compared = query.compare ? previousPeriod(query.period, timezone, asOf, query.compare) : null;
  const buckets = query.interval ? bucketsOf(span, query.interval, timezone) : null;
  const ask = (about: Funnel, starts: readonly Date[], groups: Parameters<typeof funnelSql>[2]) =>
    ctx.analytics.ask<FunnelRow>(funnelSql(about, starts, groups), { tenant: ctx, signal });

  ctx.analytics.announce(compared ? 2 : 1);
  const rows = await ask(funnel, buckets?.map(({ start }) => start) ?? [], { most: NAMED_GROUPS });
  const before = compared
    ? await ask({ ...funnel, span: compared, until: sameLater(funnel, compared) }, [], { names: namesOf(rows) })
    : [];
  const all = rows.length > 0 ? rows : [nobody(query.steps.length)];
  const previous = new Map(before.map((row) => [placeOf(row), row]));
  const over = asOf.getTime() - query.windowSeconds * 1000;
  return {
    definition: DEFINITION,
    rows: all.map((row) => {
      const former = previous.get(placeOf(row));
      return {
        ...(Number(row.everybody) === 1 ? {} : { group: Number(row.is_other) === 1 ? null : groupOf(row.name) }),
        isOther: Number(row.is_other) === 1,
        steps: names.map((name, index) => stepOf(name, row, index)),
        ...(compared && (former || Number(row.everybody) === 1) ? { comparison: comparisonOf(row, former) } : {}),
        ...(buckets ? { series: seriesOf(row, buckets, over) } : {}),
      };
    }),
    period: { from: span.from.toISOString(), to: span.to.toISOString(), timezone },
    ...(compared ? { comparedWith: { from: compared.from.toISOString(), to: compared.to.toISOString() } } : {}),
    asOf: asOf.toISOString(),
  };
}

/** The people behind a number of a funnel, a page at a time. */
export async function listFunnelPeople(ctx: Context, asked: FunnelPeopleQuery, signal?: AbortSignal) {
  return listPeople(ctx, await funnelPeople(ctx, asked, signal), asked, signal);
}

/** A SELECT of the people behind a number of a funnel; see {@link funnelPeopleSql}. */
export async function funnelPeople(ctx: Context, asked: FunnelPeopleQuery, signal?: AbortSignal): Promise<Sql> {
  const { step, which, group, isOther } = asked;
  const { funnel } = await prepare(ctx, asked.query);
  const named = async () => {
    const statement = funnelSql(funnel, [], { most: NAMED_GROUPS });
    return namesOf(await ctx.analytics.ask<FunnelRow>(statement, { tenant: ctx, signal }));
  };
  const names = isOther ? await named() : group === undefined ? null : [groupKey(group)];
  const groups = names ? { names, without: isOther } : null;
  const needed = groups ? funnel : { ...funnel, group: null };
  return funnelPeopleSql(needed, { step, which, groups });
}

async function prepare(ctx: Context, query: FunnelQuery) {
  const timezone = query.timezone ?? ctx.workspace.timezone;
  const asOf = ctx.now();
  const span = resolvePeriod(query.period, timezone, asOf);
  const steps = await stepSql(ctx, query.steps);
  const windowMs = query.windowSeconds * 1000;
  const funnel: Funnel = {
    walk: { ...query, windowMs, steps: steps.length, shared: sharedEvents(steps) },
    serves: steps.map((step) => step.sql),
    excludes: query.exclusions.map(({ condition }) => conditionSql(condition)),
    filter: await filterSql(ctx, query.filter),
    span,
    until: new Date(Math.min(span.to.getTime() + windowMs, asOf.getTime() + 1)),
    group: query.breakdown === undefined ? null : await breakdownSql(ctx, query.breakdown, "breakdown", ["customers"]),
  };
  return { funnel, names: steps.map((step) => step.name), timezone, asOf, span };
}

/** As long after (or before) the end of the other period as this one is seen. */
function sameLater({ span, until }: Funnel, other: Span): Date {
  return new Date(other.to.getTime() + until.getTime() - span.to.getTime());
}

function namesOf(rows: readonly FunnelRow[]): string[] {
  return rows.flatMap((row) => (row.name === "" ? [] : [row.name]));
}

function placeOf(row: FunnelRow): string {
  return `${row.everybody}|${row.is_other}|${row.name}`;
}

function nobody(steps: number): FunnelRow {
  return {
    everybody: 1,
    is_other: 0,
    name: "",
    people: Array.from({ length: steps }, () => "0"),
    moments: [[], [], []],
  };
}

function share(people: number, of: number): Measured {
  return toMeasured(wilson(people, of), MINIMUM_N);
}

function stepOf(name: string, row: FunnelRow, index: number): FunnelAnswer["rows"][number]["steps"][number] {
  const got = (step: number) => Number(row.people[step] ?? 0);
  const [median = null, p90 = null] = row[`times_${index}`] ?? [];
  const seconds = (milliseconds: number | null) => (milliseconds === null ? null : milliseconds / 1000);
  return {
    name,
    people: got(index),
    droppedOff: index === 0 ? null : got(index - 1) - got(index),
    ofFirst: share(got(index), got(0)),
    ofPrevious: index === 0 ? share(0, 0) : share(got(index), got(index - 1)),
    elapsed: { median: seconds(median), p90: seconds(p90) },
  };
}

function comparisonOf(row: FunnelRow, former: FunnelRow | undefined) {
  const [current, previous] = [completed(row), completed(former)];
  return { previous: share(previous.hits, previous.n), ...verdictOf(COMPLETION, current, previous, "") };
}

function completed(row: FunnelRow | undefined): { hits: number; n: number } {
  return { hits: Number(row?.people.at(-1) ?? 0), n: Number(row?.people[0] ?? 0) };
}

/** An interval is complete when the window of its last entry is over. */
function seriesOf(row: FunnelRow, buckets: readonly Bucket[], over: number) {
  const [starts, entered, completed] = row.moments;
  const placeOf = new Map(starts.map((start, place) => [Number(start), place]));
  return buckets.map(({ start, end, complete }) => {
    const place = placeOf.get(start.getTime()) ?? -1;
    return {
      start: start.toISOString(),
      complete: complete && end.getTime() <= over,
      result: share(Number(completed[place] ?? 0), Number(entered[place] ?? 0)),
    };
  });
}
