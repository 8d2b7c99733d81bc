import type {
  RetentionAnswer,
  RetentionPeopleQuery,
  RetentionQuery,
} from "../../../../contracts/understand/retention.ts";
import { listPeople } from "../../../know/contacts/contacts.ts";
import { filterSql } from "../../../know/segments/segments.ts";
import { conditionSql } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { breakdownSql, bucketsOf, resolvePeriod, toMeasured, wilson } from "../../metrics/metrics.ts";
import { type Retention, retentionPeopleSql, retentionSql } from "./retention-sql.ts";

const DEFINITION = "cohort_retention@2";
const MINIMUM_N = 5;
const NAMED_GROUPS = 20;
/** Cells of all groups: more is no answer that anybody reads. */
const MOST_CELLS = 50_000;

interface Row {
  by_group: number;
  /** `=` and the value; empty where the field is not set. */
  name: string;
  is_other: number;
  cohort: number;
  column: number;
  people: string;
}

/** Answers with one ClickHouse statement. Only columns that are over count, in a cohort's row and in a mean. */
export async function answerRetention(
  ctx: Context,
  query: RetentionQuery,
  signal?: AbortSignal,
): Promise<RetentionAnswer> {
  const { retention, cohorts, columns, timezone, asOf } = await prepare(ctx, query);
  const groups = query.breakdown === undefined ? 1 : NAMED_GROUPS + 2;
  if (cohorts.length * columns.length * groups > MOST_CELLS)
    throw problem("too_many_cohorts", { cohorts: cohorts.length, columns: columns.length, groups });
  ctx.analytics.announce(1);
  const rows = await ctx.analytics.ask<Row>(retentionSql(retention, NAMED_GROUPS), {
    tenant: ctx,
    signal,
  });
  const over = retention.units.filter((unit) => unit.end.getTime() <= asOf.getTime()).length;
  const table = (own: readonly Row[]) => {
    const peopleAt = new Map(own.map((row) => [`${row.cohort}|${row.column}`, Number(row.people)]));
    return cohorts.map(({ start }, cohort) => {
      const size = peopleAt.get(`${cohort}|0`) ?? 0;
      const peopleIn = (column: number) => peopleAt.get(`${cohort}|${column}`) ?? 0;
      const retained = columns.map((lastUnit, column) => {
        if (column === 0) return size;
        if (cohort + lastUnit >= over) return null;
        if (query.kind === "rolling") return sum(peopleIn, column, retention.units.length);
        return query.kind === "cumulative" ? sum(peopleIn, 1, column + 1) : peopleIn(column);
      });
      return { start: start.toISOString(), size, retained };
    });
  };
  const everybody = table(rows.filter((row) => Number(row.by_group) === 0));
  return {
    definition: DEFINITION,
    cohorts: everybody,
    mean: meanOf(everybody, columns.length),
    groups: groupsOf(rows).map(({ group, isOther, rows: own }) => {
      const cells = table(own);
      return {
        group,
        isOther,
        size: cells.reduce((all, each) => all + each.size, 0),
        mean: meanOf(cells, columns.length),
      };
    }),
    timezone,
    asOf: asOf.toISOString(),
  };
}

/** The people behind a cell, newest first. @throws 400 for a cohort or column that the answer does not have */
export async function listRetentionPeople(ctx: Context, asked: RetentionPeopleQuery, signal?: AbortSignal) {
  return listPeople(ctx, await retentionPeople(ctx, asked), asked, signal);
}

/** A SELECT of the people behind a cell; see {@link retentionPeopleSql}. @throws as {@link listRetentionPeople} */
export async function retentionPeople(ctx: Context, asked: RetentionPeopleQuery): Promise<Sql> {
  const { retention, cohorts, columns } = await prepare(ctx, asked.query);
  for (const [path, place, length] of [
    ["cohort", asked.cohort, cohorts.length],
    ["column", asked.column, columns.length],
  ] as const)
    if (place >= length) throw problem("not_in_answer", { path, total: length });
  const cell = { cohort: asked.cohort, column: asked.column, retained: asked.which === "retained" };
  return retentionPeopleSql(retention, cell);
}

async function prepare(ctx: Context, query: RetentionQuery) {
  const { kind, brackets, breakdown } = query;
  if (kind === "bracket" && brackets.some((each, index) => index > 0 && each <= (brackets[index - 1] ?? 0)))
    throw problem("invalid_brackets", { path: "brackets" });
  const timezone = query.timezone ?? ctx.workspace.timezone;
  const asOf = ctx.now();
  const span = resolvePeriod(query.period, timezone, asOf);
  const cohorts = bucketsOf(span, query.interval, timezone);
  const first = cohorts[0]?.start ?? span.from;
  /** The last unit of each column. */
  const columns =
    kind === "bracket" ? [0, ...brackets] : Array.from({ length: query.intervals + 1 }, (_, index) => index);
  // What lies behind the last column of the last cohort is in no cell.
  const shown = cohorts.length + (columns.at(-1) ?? 0);
  const now = new Date(asOf.getTime() + 1);
  const units = bucketsOf({ from: first, to: now }, query.interval, timezone, shown);
  if (units.length === 0) throw problem("period_in_future", { path: "period" });
  const anything = sql`type not in ('identify', 'group', 'alias')`;
  const retention: Retention = {
    starts: query.start ? conditionSql(query.start) : anything,
    returns: query.return ? conditionSql(query.return) : anything,
    filter: await filterSql(ctx, query.filter),
    span,
    units,
    // Who came back later than any column is in each of those that have no end.
    until: kind === "rolling" ? now : (units.at(-1)?.end ?? now),
    every: query.starts === "any",
    kind,
    brackets,
    group: breakdown === undefined ? null : await breakdownSql(ctx, breakdown, "breakdown", ["customers"]),
  };
  return { retention, cohorts, columns, timezone, asOf };
}

function groupsOf(rows: readonly Row[]) {
  const found = new Map<string, { group: string | null; isOther: boolean; people: number; rows: Row[] }>();
  for (const row of rows) {
    if (Number(row.by_group) === 0) continue;
    const isOther = Number(row.is_other) === 1;
    const key = `${row.is_other}${row.name}`;
    const group = row.name === "" ? null : row.name.slice(1);
    const known = found.get(key) ?? { group, isOther, people: 0, rows: [] };
    if (Number(row.column) === 0) known.people += Number(row.people);
    known.rows.push(row);
    found.set(key, known);
  }
  const unset = (each: { group: string | null }) => Number(each.group === null);
  return [...found.values()].sort(
    (a, b) =>
      Number(a.isOther) - Number(b.isOther) ||
      b.people - a.people ||
      unset(a) - unset(b) ||
      ((a.group ?? "") < (b.group ?? "") ? -1 : 1),
  );
}

function meanOf(cells: readonly { size: number; retained: readonly (number | null)[] }[], columns: number) {
  return Array.from({ length: columns }, (_, column) => {
    const complete = cells.filter((each) => each.retained[column] !== null);
    const base = complete.reduce((all, each) => all + each.size, 0);
    const kept = complete.reduce((all, each) => all + (each.retained[column] ?? 0), 0);
    return toMeasured(wilson(kept, base), MINIMUM_N);
  });
}

function sum(peopleIn: (column: number) => number, from: number, to: number): number {
  let people = 0;
  for (let column = from; column < to; column += 1) people += peopleIn(column);
  return people;
}
