import { person } from "../../../know/contacts/contacts.ts";
import { events, happened } from "../../../log/events/events.ts";
import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Span } from "../../metrics/metrics.ts";
import { numberOf, passed, timeOf, type Walk } from "../query/keys-sql.ts";
import { bitsSql, got, packing, walkSql } from "../query/walk-sql.ts";

export interface Funnel {
  walk: Walk;
  /** Whether an event serves each step, and meets each exclusion. */
  serves: readonly Sql[];
  excludes: readonly Sql[];
  filter: Sql;
  /** When people enter, and until when what follows is seen. */
  span: Span;
  until: Date;
  /** The breakdown as nullable text of an event. */
  group: Sql | null;
}

/**
 * One row for each person with an attempt that counts: `who`, `entered` (ms of the epoch), `grouped` (see {@link groupKey}), and
 * `entry`, `got_1`, … as `walkSql` says.
 */
function attemptsSql({ walk, serves, excludes, filter, span, until, group }: Funnel): Sql {
  const packed = packing(serves.length + excludes.length);
  // Only events of the period can begin; the first rule's bit says both.
  const [first = sql`0`, ...others] = [...serves, ...excludes];
  const rules = [sql`(timestamp < ${span.to} and ${first})`, ...others];
  const anyRule = joinSql([first, ...others], " or ");
  const seen = walk.order === "strict" ? sql`type not in ('identify', 'group', 'alias') or ${anyRule}` : anyRule;
  const bits = bitsSql(rules);
  const place = packed.place(bits);
  const { values, value } = groupColumns(group, walk, place, rules[0] ?? first);
  const people = sql`
    select ${person} as who, groupArray(${place}) as places${values}
    from ${events}
    where ${happened(span.from, until)} and (${seen}) and (${filter}) and who != 0
    group by who
    having countIf(${rules[0] ?? first}) > 0`;
  return sql`
    select *, ${timeOf(sql`entry`, span.from)} as entered, ${value} as grouped
    from (${walkSql(walk, span.from, people)})
    where entry != 0`;
}

/** The value that the counted attempt's first event has in the breakdown. */
function groupColumns(group: Sql | null, { counting }: Walk, place: Sql, begins: Sql): { values: Sql; value: Sql } {
  if (!group) return { values: sql``, value: sql`''` };
  if (counting === "first")
    return { values: sql`, argMinIf(${keyOf(group)}, ${place}, ${begins}) as first_group`, value: sql`first_group` };
  return {
    values: sql`, groupArrayIf(${place}, ${begins}) as places_of_entries, groupArrayIf(${keyOf(group)}, ${begins}) as groups_of_entries`,
    value: sql`groups_of_entries[indexOf(places_of_entries, walked[${numberOf(sql`entry`)}])]`,
  };
}

// What is not set is a group of its own, and aggregates leave null out: a text that no value can be stands for it.
function keyOf(group: Sql): Sql {
  return sql`ifNull(concat('\\x02', ${group}), '\\x01')`;
}

/** The key of a group's value, and back. */
export function groupKey(value: string | null): string {
  return value === null ? "\u0001" : `\u0002${value}`;
}
export function groupOf(key: string): string | null {
  return key === groupKey(null) ? null : key.slice(1);
}

export interface FunnelRow {
  everybody: number;
  is_other: number;
  /** The key of the group; empty for everybody and for the others. */
  name: string;
  /** People at each step. */
  people: string[];
  /** Starts of intervals, people who entered in each, and those of them who completed. */
  moments: [string[], string[], string[]];
  /** Median and 90th percentile of the milliseconds to each step after the first. */
  [times: `times_${number}`]: (number | null)[];
}

/**
 * How many got to each step and how long it took: a row for everybody, one for each of the groups `names` (or for the largest
 * `most`, when there are none yet), and one for all others. `starts` are those of the intervals for the series.
 */
export function funnelSql(
  funnel: Funnel,
  starts: readonly Date[],
  groups: { most: number } | { names: readonly string[] },
): Sql {
  const { walk } = funnel;
  const steps = Array.from({ length: walk.steps }, (_, step) => step);
  const later = steps.slice(1);
  const times = (each: (state: Sql, step: number) => Sql) =>
    later.map((step) => sql`, ${each(typed.name(`state_${step}`), step)}`);
  const levels = sql`(0.5, 0.9)`;
  const bucket =
    starts.length > 0
      ? sql`roundDown(entered, [${joinSql(
          starts.map((start) => sql`toInt64(${String(start.getTime())})`),
          ", ",
        )}])`
      : sql`toInt64(0)`;
  const other = "most" in groups ? sql`place_of_group > ${groups.most}` : sql`grouped not in (${groups.names})`;
  const shown = funnel.group ? sql`[1, 0]` : sql`[1]`;
  return sql`
    select everybody, is_other, name, sumForEach(reached) as people, sumMap(moment.1, moment.2, moment.3) as moments
      ${joinSql(
        times((state, step) => sql`quantilesExactInclusiveMerge${levels}(${state}) as ${typed.name(`times_${step}`)}`),
        " ",
      )}
    from (
      select arrayJoin(${shown}) as everybody, not everybody and ${other} as is_other,
        if(everybody or is_other, '', grouped) as name, *
      from (
        select *, row_number() over (order by reached[1] desc, grouped) as place_of_group
        from (
          select grouped, sumForEach(reached_then) as reached,
            sumMap([bucket], [reached_then[1]], [reached_then[${walk.steps}]]) as moment
            ${joinSql(
              times(
                (state, step) =>
                  sql`quantilesExactInclusiveMergeState${levels}(${typed.name(`then_${step}`)}) as ${state}`,
              ),
              " ",
            )}
          from (
            select grouped, ${bucket} as bucket,
              [${joinSql(
                steps.map((step) => sql`countIf(${got(step)} != 0)`),
                ", ",
              )}] as reached_then
              ${joinSql(
                later.map(
                  (step) =>
                    sql`, quantilesExactInclusiveStateIf${levels}(${took(walk, step)}, ${got(step)} != 0) as ${typed.name(`then_${step}`)}`,
                ),
                " ",
              )}
            from (${attemptsSql(funnel)})
            group by grouped, bucket)
          group by grouped)))
    group by everybody, is_other, name
    order by everybody desc, is_other, people[1] desc, name`;
}

/** Milliseconds from the step before; in any order, from the first until this step and all before it were done. */
function took(walk: Walk, step: number): Sql {
  if (walk.order !== "unordered") return passed(got(step - 1), got(step));
  const all = joinSql(
    Array.from({ length: step + 1 }, (_, index) => got(index)),
    ", ",
  );
  return passed(sql`entry`, sql`greatest(${all})`);
}

export interface PeopleWanted {
  step: number;
  which: "reached" | "droppedOff";
  /** Keys of groups: only these, or all but these; everybody when absent. */
  groups: { names: readonly string[]; without: boolean } | null;
}

/** People behind a number: `who`, and `at`, when they got to the last step of those asked for, in milliseconds of the epoch. */
export function funnelPeopleSql(funnel: Funnel, { step, which, groups }: PeopleWanted): Sql {
  const last = which === "reached" ? step : step - 1;
  const here = sql`${got(last)} != 0`;
  const wanted = which === "reached" ? here : sql`${here} and ${got(step)} = 0`;
  const listed = groups ? sql`(grouped in (${groups.names})) = ${groups.without ? 0 : 1}` : sql`1`;
  return sql`
    select who, ${timeOf(got(last), funnel.span.from)} as at
    from (${attemptsSql(funnel)})
    where ${wanted} and ${listed}`;
}
