import type { ProcessQuestion } from "../../contracts/process.ts";
import { person } from "../contacts/contacts.ts";
import { events, fieldText, happened } from "../events/events.ts";
import type { Span } from "../metrics/metrics.ts";
import { type Sql, sql, typed } from "../platform/analytics/sql.ts";
import { isSet, momentSql } from "./keys-sql.ts";
import { happening, NAME_BITS, type Names, RARE, UNNAMED } from "./naming-sql.ts";

export interface Process {
  caseBy: ProcessQuestion["caseBy"];
  names: Names;
  filter: Sql;
  span: Span;
  mergeRepeats: boolean;
  minimumCases: number;
}

/** In the place of an activity: the case begins, or ends, here. */
export const BORDER = UNNAMED;

/** Activities of a case that a variant is shown with. */
const MOST_SHOWN = 100;
/** Variants that are shown. */
const MOST_VARIANTS = 50;

/** An event as one number that sorts by time and then arrival, with the number of its name. */
const PACKED = {
  of: (number: Sql) => momentSql(NAME_BITS, number),
  time: sql`toUInt64(bitShiftRight(packed, ${64 + NAME_BITS}))`,
  number: sql`bitAnd(toUInt32(packed), toUInt32(${2 ** NAME_BITS - 1}))`,
};

/** An activity and the one after it, as one number, and two bits: whether the pair, and the activity, are new in the case. */
const STEP = {
  of: sql`bitOr(bitOr(bitShiftLeft(toUInt64(activity), ${NAME_BITS}), toUInt64(next)), bitOr(
        bitShiftLeft(toUInt64(nth = 1), ${2 * NAME_BITS}), bitShiftLeft(toUInt64(nth_pair = 1), ${2 * NAME_BITS + 1})))`,
  from: sql`toUInt32(bitAnd(bitShiftRight(step, ${NAME_BITS}), ${2 ** NAME_BITS - 1}))`,
  to: sql`toUInt32(bitAnd(step, ${2 ** NAME_BITS - 1}))`,
  pair: sql`bitAnd(step, ${typed.uint64(2n ** BigInt(2 * NAME_BITS) - 1n)})`,
  isNew: isSet(sql`step`, 2 * NAME_BITS),
  isNewPair: isSet(sql`step`, 2 * NAME_BITS + 1),
};

/**
 * All cases in one row: the most frequent variants (`top`: activities cut to 100, how many cases, their median and 90th
 * percentile of milliseconds from first to last), how many variants, cases, events and cases with a repeat, the sum of
 * n log n over the cases of variants, how many variants have how many cases, and `spent` by all cases as of a variant.
 */
export function variantsSql(process: Process): Sql {
  const known = sql`arrayFilter(node -> node > ${RARE}, path)`;
  const tops = sql`(place, arraySlice(path, 1, ${MOST_SHOWN}), taken, lasted)`;
  return sql`
    select count() as variants, sum(taken) as cases, sum(taken * length(path)) as events,
      sumIf(taken, length(arrayDistinct(${known})) < length(${known})) as reworked,
      sum(taken * log(taken)) as sum_log, sumMap([taken], [toUInt64(1)]) as sizes,
      quantilesExactInclusiveArray(0.5, 0.9)(lasted) as spent,
      arrayMap(each -> (each.2, each.3, arrayReduce('quantilesExactInclusive(0.5, 0.9)', each.4)),
        arraySort(each -> each.1, groupArrayIf(${tops}, place <= ${MOST_VARIANTS}))) as top
    from (
      select *, row_number() over (order by taken desc, sipHash64(path)) as place
      from (
        select nodes as path, count() as taken, groupArray(took) as lasted
        from (${casesSql(process)})
        group by path
        having taken >= ${process.minimumCases}))`;
}

/**
 * What directly follows what: a row for each pair (`from_node`, `to_node`; {@link BORDER} where a case begins or ends) with
 * its `count`, its `cases`, the milliseconds `spent` (median, 90th percentile) and their `total`, and in each row the
 * events and cases of the first activity and the `all_time` of cases; `more` says that there are further activities. Of the
 * `most` most frequent activities there is at least one row for each; pairs with any other may be left out.
 */
export function followsSql(process: Process, most: number): Sql {
  // Every event has one before it, or begins its case, and one after it, or ends it: both ends of a pair rank alike.
  const rank = (node: Sql, count: Sql) => sql`dense_rank() over (order by ${node} <= ${RARE}, ${count} desc, ${node})`;
  const shown = (node: Sql, rank: Sql) => sql`(${node} = ${BORDER} or (${node} != ${RARE} and ${rank} <= ${most}))`;
  return sql`
    select from_node, to_node, taken as count, cases, spent, total, activity_events, activity_cases, all_time, more
    from (
      select *, sum(total) over () as all_time,
        max(from_node = ${RARE} or (from_node != ${BORDER} and rank_from > ${most})) over () as more,
        row_number() over (partition by from_node order by taken desc, to_node) as nth
      from (
        select *, ${rank(sql`from_node`, sql`activity_events`)} as rank_from, ${rank(sql`to_node`, sql`next_events`)} as rank_to
        from (
          select *, sum(taken) over (partition by from_node) as activity_events,
            sum(fresh) over (partition by from_node) as activity_cases, sum(taken) over (partition by to_node) as next_events
          from (
            select ${STEP.pair} as pair, any(${STEP.from}) as from_node, any(${STEP.to}) as to_node, count() as taken,
              countIf(${STEP.isNewPair}) as cases, countIf(${STEP.isNew}) as fresh,
              quantilesExactInclusive(0.5, 0.9)(lasted) as spent, sum(lasted) as total
            from (
              select arrayPushFront(nodes, toUInt32(${BORDER})) as activities, arrayPushBack(nodes, toUInt32(${BORDER})) as nexts,
                arrayMap((activity, next, nth, nth_pair) -> ${STEP.of}, activities, nexts,
                  arrayEnumerateUniq(activities), arrayEnumerateUniq(activities, nexts)) as steps,
                arrayPushBack(spans, toUInt64(0)) as lasts
              from (${casesSql(process)})
              ${onlyFrequent(process)})
            array join steps as step, lasts as lasted
            group by pair))))
    where ${shown(sql`from_node`, sql`rank_from`)} and (${shown(sql`to_node`, sql`rank_to`)} or nth = 1)
    order by count desc, from_node, to_node`;
}

function onlyFrequent(process: Process): Sql {
  if (process.minimumCases === 1) return sql``;
  return sql`where sipHash64(nodes) in (
    select sipHash64(nodes) as variant from (${casesSql(process)}) group by variant having count() >= ${process.minimumCases})`;
}

/**
 * Which cases: those with an activity (`node`), or where it comes directly after another (`before`; {@link BORDER} for either
 * where the case begins or ends), or that take a way (`nodes`, at most as many as are shown; `rare` stands for {@link RARE}).
 */
export type CasesOf = { node: number; before?: number } | { nodes: readonly number[]; rare: number };

/** The people of cases: `who`, and `at`, in milliseconds of the epoch: when they were last there. */
export function casesPeopleSql(process: Process, of: CasesOf): Sql {
  const shown = "nodes" in of ? waySql(of) : placeSql(of);
  return sql`
    select arrayJoin(people) as who, max(reached) as at
    from (
      select people, ${shown.wanted} as wanted, ${shown.reached} as reached
      from (${casesSql(process, true)}) ${onlyFrequent(process)})
    where wanted and who != 0
    group by who`;
}

function waySql({ nodes, rare }: { nodes: readonly number[]; rare: number }): { wanted: Sql; reached: Sql } {
  const way = sql`CAST(${nodes}, 'Array(UInt32)')`;
  const known = sql`arrayMap(node -> if(node = ${RARE}, toUInt32(${rare}), node), arraySlice(nodes, 1, ${MOST_SHOWN}))`;
  return { wanted: sql`${known} = ${way}`, reached: sql`times[-1]` };
}

function placeSql({ node, before }: { node: number; before?: number }): { wanted: Sql; reached: Sql } {
  if (node === BORDER) return { wanted: sql`nodes[-1] = ${before ?? BORDER}`, reached: sql`times[-1]` };
  if (before === BORDER) return { wanted: sql`nodes[1] = ${node}`, reached: sql`times[1]` };
  const place =
    before === undefined
      ? sql`arrayLastIndex(each -> each = ${node}, nodes)`
      : sql`arrayLastIndex((each, last) -> each = ${node} and last = ${before}, nodes, arrayShiftRight(nodes, 1))`;
  return { wanted: sql`${place} != 0`, reached: sql`times[${place}]` };
}

/**
 * The log, a row for each case in the order in which they begin: what it is called (`name`), its activities (`nodes`) and
 * when they were (`times`, milliseconds of the epoch). As many whole cases as have at most `most` events in all, but the
 * first is always there, cut to that; `all_events` says how many events there are.
 */
export function logSql(process: Process, most: number): Sql {
  return sql`
    select name, arraySlice(nodes, 1, ${most}) as nodes, arraySlice(times, 1, ${most}) as times, all_events
    from (
      select *, sum(length(nodes)) over () as all_events, row_number() over (order by times[1], name) as nth,
        sum(length(nodes)) over (order by times[1], name rows between unbounded preceding and current row) as so_far
      from (
        select toString(owner) || if(part = 0, '', '-' || toString(part)) as name, nodes, times
        from (${casesSql(process)}) ${onlyFrequent(process)}))
    where so_far <= ${most} or nth = 1
    order by nth`;
}

/**
 * One row for each case: whose it is (`owner`) and which session (`part`, 0 where there are none), the numbers of its
 * activities (`nodes`), when each began (`times`) and how long after the event before it (`spans`, 0 for the first), and how long
 * it `took` from the first event to the last; all in milliseconds. On request, the `people` who had an event in it.
 */
export function casesSql({ caseBy, names, filter, span, mergeRepeats }: Process, withPeople = false): Sql {
  const owner = caseBy.by === "field" ? fieldText(caseBy.field) : person;
  const owned = caseBy.by === "field" ? sql`isNotNull(owner)` : sql`owner != 0`;
  const grouped = sql`
    select ${owner} as owner, groupArray(${PACKED.of(names.number)}) as log
      ${withPeople ? sql`, ${caseBy.by === "field" ? sql`groupUniqArray(${person})` : sql`[owner]`} as people` : sql``}
    from ${events}
    where ${happened(span.from, span.to)} and ${happening} and ${filter} and ${names.named} and ${owned}
    group by owner`;
  const people = withPeople ? sql`people,` : sql``;
  const whole = sql`select owner, ${people} 0 as part, arraySort(log) as sorted from (${grouped})`;
  const changes = sql`arrayMap((node, before) -> node != before or node = ${RARE}, called, arrayShiftRight(called, 1))`;
  const kept = (list: Sql) => (mergeRepeats ? sql`arrayFilter((each, new) -> new, ${list}, changes)` : list);
  return sql`
    select owner, ${people} part, whens[-1] - whens[1] as took,
      arrayMap(packed -> ${PACKED.number}, sorted) as called, arrayMap(packed -> ${PACKED.time}, sorted) as whens,
      ${mergeRepeats ? changes : sql`0`} as changes,
      ${kept(sql`called`)} as nodes, ${kept(sql`whens`)} as times,
      ${kept(sql`arrayMap((at, before) -> toUInt64(at - before), whens, arrayPushFront(arrayPopBack(whens), whens[1]))`)} as spans
    from (${caseBy.by === "session" ? sessionsSql(whole, people, caseBy.gapMinutes) : whole})`;
}

/** The events of an owner, parted wherever the next comes later than the gap. */
function sessionsSql(whole: Sql, people: Sql, gapMinutes: number): Sql {
  const breaks = sql`arrayMap((packed, earlier) -> earlier != 0
      and bitShiftRight(packed, ${64 + NAME_BITS}) - bitShiftRight(earlier, ${64 + NAME_BITS}) > ${gapMinutes * 60_000},
    all_sorted, arrayShiftRight(all_sorted, 1))`;
  return sql`
    select owner, ${people} part, sorted
    from (select owner, ${people} sorted as all_sorted, arraySplit((packed, begins) -> begins, all_sorted, ${breaks}) as parts from (${whole}))
    array join parts as sorted, arrayEnumerate(parts) as part`;
}
