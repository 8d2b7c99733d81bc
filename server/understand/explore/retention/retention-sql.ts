import { person } from "../../../know/contacts/contacts.ts";
import { events, happened } from "../../../log/events/events.ts";
import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Bucket, Span } from "../../metrics/metrics.ts";

export interface Retention {
  starts: Sql;
  returns: Sql;
  filter: Sql;
  /** When people may begin. */
  span: Span;
  /** The first unit begins with the first cohort, the last is that of the last column, or holds now. */
  units: readonly Bucket[];
  /** Until when events are looked at; what is later than the last unit counts into it. */
  until: Date;
  every: boolean;
  kind: "classic" | "rolling" | "cumulative" | "bracket";
  brackets: readonly number[];
  /** The breakdown as nullable text of an event. */
  group: Sql | null;
}

/** In the place of a column: the cohort itself. */
const COHORT = sql`toUInt32(0)`;

/**
 * One row a person and cohort: `who`, `cohort` (place of its unit, 0-based), `columns` (those that the person is in; of
 * `rolling` only the last and of `cumulative` only the first, the others follow from it), `grouped` and `last_at`.
 */
function membershipsSql(retention: Retention): Sql {
  const { starts, returns, filter, span, units, until, every, group } = retention;
  const [first] = units;
  if (!first) throw new RangeError("A retention has units.");
  const begins = joinSql(
    units.map(({ start }) => sql`toInt64(${String(start.getTime())})`),
    ", ",
  );
  const place = (unit: Sql) => sql`toInt32(indexOf([${begins}], ${unit}))`;
  const grouped = group ? sql`argMinIf(ifNull(concat('=', ${group}), ''), (timestamp, arrival), begun)` : sql`''`;
  return sql`
    select who, grouped, last_at, began_in - 1 as cohort,
      arrayFilter(each -> each > 0, arrayMap(each -> ${place(sql`each`)} - began_in, seen)) as distances,
      ${columnsSql(retention)} as columns
    from (
      select who, grouped, last_at, seen,
        ${every ? sql`arrayJoin(arrayMap(each -> ${place(sql`each`)}, began))` : place(sql`began`)} as began_in
      from (
        select who, ${grouped} as grouped, max(timestamp) as last_at,
          ${every ? sql`groupUniqArrayIf(unit, begun)` : sql`minIf(unit, begun)`} as began,
          groupUniqArrayIf(unit, returns) as seen
        from (
          select *, ${person} as who, ${starts} and ${happened(span.from, span.to)} as begun, ${returns} as returns,
            roundDown(toUnixTimestamp64Milli(timestamp), [${begins}]) as unit
          from ${events}
          where ${happened(first.start, until)} and (${filter}) and (begun or returns) and who != 0)
        group by who
        having max(begun) = 1))`;
}

function columnsSql({ kind, brackets }: Retention): Sql {
  if (kind === "rolling") return sql`if(empty(distances), [], [arrayMax(distances)])`;
  if (kind === "cumulative") return sql`if(empty(distances), [], [arrayMin(distances)])`;
  if (kind === "classic") return sql`distances`;
  const ends = joinSql(
    brackets.map((each) => typed.uint64(each)),
    ", ",
  );
  return sql`arrayFilter(each -> each > 0, arrayDistinct(
        arrayMap(distance -> toInt32(arrayFirstIndex(until -> distance <= until, [${ends}])), distances)))`;
}

/** People by cohort and column (0: the cohort itself), and, with a breakdown, by its `most` largest groups too. */
export function retentionSql(retention: Retention, most: number): Sql {
  const memberships = membershipsSql(retention);
  const counted = (name: Sql) => sql`
    select ${name}, cohort, arrayJoin(arrayPushFront(columns, ${COHORT})) as column, count() as people`;
  if (!retention.group)
    return sql`
      ${counted(sql`0 as by_group, '' as name, 0 as is_other`)}
      from (${memberships})
      group by cohort, column`;
  return sql`
    with memberships as (${memberships}),
      largest as (select grouped from memberships group by grouped order by uniqExact(who) desc, grouped limit ${most})
    select by_group, name, is_other, cohort, column, sum(people) as people
    from (
      ${counted(sql`grouped in largest as named, grouped`)}
      from memberships
      group by named, grouped, cohort, column)
    array join [0, 1] as by_group, ['', if(named, grouped, '')] as name, [0, not named] as is_other
    group by by_group, name, is_other, cohort, column`;
}

/** People of a cohort who are in a column, or are not: `who`, and `at`, when they were last seen in what the answer shows. */
export function retentionPeopleSql(
  retention: Retention,
  { cohort, column, retained }: { cohort: number; column: number; retained: boolean },
): Sql {
  const inColumn = {
    classic: sql`has(columns, ${column})`,
    bracket: sql`has(columns, ${column})`,
    rolling: sql`arrayMax(columns) >= ${column}`,
    cumulative: sql`notEmpty(columns) and arrayMin(columns) <= ${column}`,
  }[retention.kind];
  const wanted = column === 0 ? sql`${retained ? 1 : 0}` : retained ? inColumn : sql`not (${inColumn})`;
  return sql`
    select who, toUnixTimestamp64Milli(last_at) as at
    from (${membershipsSql(retention)})
    where cohort = ${cohort} and (${wanted})`;
}
