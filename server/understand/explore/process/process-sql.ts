import type { ProcessQuery } from "../../../../contracts/understand/process.ts";
import { person } from "../../../know/contacts/contacts.ts";
import { events, fieldText, happened } from "../../../log/events/events.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Span } from "../../metrics/metrics.ts";
import { isSet, momentSql } from "../query/keys-sql.ts";
import { happening, NAME_BITS, type Names, RARE, UNNAMED } from "../query/naming-sql.ts";

export interface Process {
  traceBy: ProcessQuery["traceBy"];
  names: Names;
  filter: Sql;
  span: Span;
  mergeRepeats: boolean;
  minimumTraces: number;
}

/** In the place of an activity: the trace begins, or ends, here. */
export const BORDER = UNNAMED;

/** Activities of a trace that a variant is shown with. */
const MOST_SHOWN = 100;
/** Variants that are shown. */
const MOST_VARIANTS = 50;

/** An event as one number that sorts by time and then arrival, with the number of its name. */
const PACKED = {
  of: (number: Sql) => momentSql(NAME_BITS, number),
  time: sql`toUInt64(bitShiftRight(packed, ${64 + NAME_BITS}))`,
  number: sql`bitAnd(toUInt32(packed), toUInt32(${2 ** NAME_BITS - 1}))`,
};

/** An activity and the one after it, as one number, and two bits: whether the pair, and the activity, are new in the trace. */
const STEP = {
  of: sql`bitOr(bitOr(bitShiftLeft(toUInt64(activity), ${NAME_BITS}), toUInt64(next)), bitOr(
        bitShiftLeft(toUInt64(nth = 1), ${2 * NAME_BITS}), bitShiftLeft(toUInt64(nth_pair = 1), ${2 * NAME_BITS + 1})))`,
  from: sql`toUInt32(bitAnd(bitShiftRight(fact, ${NAME_BITS}), ${2 ** NAME_BITS - 1}))`,
  to: sql`toUInt32(bitAnd(fact, ${2 ** NAME_BITS - 1}))`,
  isNew: isSet(sql`step`, 2 * NAME_BITS),
  isNewPair: isSet(sql`step`, 2 * NAME_BITS + 1),
};

/** What a row of {@link processSql} is of: in the bits of a step above those of a pair, so that all are counted at once. */
export const OF = { pair: 0, trace: 1, size: 2, shown: 3 } as const;
const OF_BIT = 2 * NAME_BITS + 2;
const factOf = (of: keyof typeof OF, number: Sql) =>
  sql`bitOr(${typed.uint64(BigInt(OF[of]) << BigInt(OF_BIT))}, toUInt64(${number}))`;
/** All but the two bits of a {@link STEP}. */
const FACT = sql`bitAnd(step, ${typed.uint64((1n << 64n) - 1n - (3n << BigInt(2 * NAME_BITS)))})`;

/**
 * The process, counted in one pass over all traces, that group by variant first. A row tells `of` what it is:
 * - a pair, what directly follows what (`a`, `b`: numbers of activities, {@link BORDER} where a trace begins or ends): its
 *   `count`, its `traces`, the milliseconds `spent` (median, 90th percentile) and their `total`, and in each row the events and
 *   traces of the first activity, `all_events`, the `all_time` of traces, and whether there are `more` activities. Of the `most`
 *   most frequent activities there is at least one row for each; pairs with any other may be left out;
 * - all traces: `count`, and `spent` from first event to last;
 * - variants with as many `traces`: their `count`, and the `total` of those with a repeat;
 * - one of the most frequent variants (`a`, from 1): first (`b` is 0) the `count` of its traces and the milliseconds `spent` by
 *   them, then a row for each of its activities, cut to 100 (`total`: the number).
 */
export function processSql(process: Process, most: number): Sql {
  // Every event has one before it, or begins its trace, and one after it, or ends it: both ends of a pair rank alike.
  const rank = (node: Sql, count: Sql) =>
    sql`dense_rank() over (partition by of order by ${node} <= ${RARE}, ${count} desc, ${node})`;
  const shown = (node: Sql, rank: Sql) => sql`(${node} = ${BORDER} or (${node} != ${RARE} and ${rank} <= ${most}))`;
  return sql`
    select of, a, b, taken as count, traces, spent, total, activity_events, activity_traces, all_events, all_time, more
    from (
      select *, sum(total) over (partition by of) as all_time, sum(if(a = ${BORDER}, 0, taken)) over (partition by of) as all_events,
        max(a = ${RARE} or (a != ${BORDER} and rank_a > ${most})) over (partition by of) as more,
        row_number() over (partition by of, a order by taken desc, b) as nth
      from (
        select *, ${rank(sql`a`, sql`activity_events`)} as rank_a, ${rank(sql`b`, sql`next_events`)} as rank_b
        from (
          select *, sum(taken) over (partition by of, a) as activity_events, sum(fresh) over (partition by of, a) as activity_traces,
            sum(taken) over (partition by of, b) as next_events
          from (${factsSql(process)}))))
    where of != ${OF.pair} or (${shown(sql`a`, sql`rank_a`)} and (${shown(sql`b`, sql`rank_b`)} or nth = 1))
    order by of, if(of = ${OF.pair}, count, 0) desc, a, b`;
}

/** The rows of {@link processSql}, without what stands in relation to others. */
function factsSql(process: Process): Sql {
  const known = sql`arrayFilter(node -> node > ${RARE}, path)`;
  const place = sql`bitShiftLeft(toUInt64(place), ${NAME_BITS})`;
  const way = sql`arraySlice(path, 1, ${MOST_SHOWN})`;
  const ifShown = (facts: Sql) => sql`if(place <= ${MOST_VARIANTS}, ${facts}, [])`;
  return sql`
    select ${FACT} as fact, toUInt8(bitShiftRight(fact, ${OF_BIT})) as of,
      ${STEP.from} as a, ${STEP.to} as b, count() as taken, countIf(${STEP.isNew}) as fresh,
      if(of = ${OF.size}, bitAnd(fact, ${2 ** (2 * NAME_BITS) - 1}), countIf(${STEP.isNewPair})) as traces,
      quantilesExactInclusive(0.5, 0.9)(value) as spent, sum(value) as total
    from (
      select arrayPushFront(path, toUInt32(${BORDER})) as activities, arrayPushBack(path, toUInt32(${BORDER})) as nexts,
        arrayMap((activity, next, nth, nth_pair) -> ${STEP.of}, activities, nexts,
          arrayEnumerateUniq(activities), arrayEnumerateUniq(activities, nexts)) as pairs,
        arrayConcat(
          if(taken = 1, pairs, arrayFlatten(arrayMap(each -> pairs, lasted))),
          arrayMap(each -> ${factOf("trace", sql`0`)}, lasted),
          [${factOf("size", sql`taken`)}],
          ${ifShown(sql`arrayMap(each -> ${factOf("shown", place)}, lasted)`)},
          ${ifShown(sql`arrayMap((node, at) -> ${factOf("shown", sql`${place} + at`)}, ${way}, arrayEnumerate(${way}))`)}) as steps,
        arrayConcat(
          all_spans,
          lasted,
          [toUInt64(length(arrayDistinct(${known})) < length(${known}))],
          ${ifShown(sql`lasted`)},
          ${ifShown(sql`arrayMap(node -> toUInt64(node), ${way})`)}) as values
      from (
        select *, row_number() over (order by taken desc, cityHash64(path)) as place
        from (
          select nodes as path, count() as taken, groupArray(took) as lasted, groupArrayArray(arrayPushBack(spans, toUInt64(0))) as all_spans
          from (${tracesSql(process)})
          group by path
          having taken >= ${process.minimumTraces})))
    array join steps as step, values as value
    group by fact`;
}

function onlyFrequent(process: Process): Sql {
  if (process.minimumTraces === 1) return sql``;
  return sql`where cityHash64(nodes) in (
    select cityHash64(nodes) as variant from (${tracesSql(process)}) group by variant having count() >= ${process.minimumTraces})`;
}

/**
 * Which traces: those with an activity (`node`), or where it comes directly after another (`before`; {@link BORDER} for either
 * where the trace begins or ends), or that take a way (`nodes`, at most as many as are shown; `rare` stands for {@link RARE}).
 */
export type TracesOf = { node: number; before?: number } | { nodes: readonly number[]; rare: number };

/** The people of traces: `who`, and `at`, in milliseconds of the epoch: when they were last there. */
export function tracesPeopleSql(process: Process, of: TracesOf): Sql {
  const shown = "nodes" in of ? waySql(of) : placeSql(of);
  return sql`
    select arrayJoin(people) as who, max(reached) as at
    from (
      select people, ${shown.wanted} as wanted, ${shown.reached} as reached
      from (${tracesSql(process, true)}) ${onlyFrequent(process)})
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
 * The log, a row for each trace in the order in which they begin: what it is called (`name`), its activities (`nodes`) and
 * when they were (`times`, milliseconds of the epoch). As many whole traces as have at most `most` events in all, but the
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
        from (${tracesSql(process)}) ${onlyFrequent(process)}))
    where so_far <= ${most} or nth = 1
    order by nth`;
}

/**
 * One row for each trace: whose it is (`owner`) and which session (`part`, 0 where there are none), the numbers of its
 * activities (`nodes`), when each began (`times`) and how long after the event before it (`spans`, 0 for the first), and how long
 * it `took` from the first event to the last; all in milliseconds. On request, the `people` who had an event in it.
 */
export function tracesSql({ traceBy, names, filter, span, mergeRepeats }: Process, withPeople = false): Sql {
  const owner = traceBy.by === "field" ? fieldText(traceBy.field) : person;
  const owned = traceBy.by === "field" ? sql`ifNull(owner, '') != ''` : sql`owner != 0`;
  const grouped = sql`
    select ${owner} as owner, groupArray(${PACKED.of(names.number)}) as log
      ${withPeople ? sql`, ${traceBy.by === "field" ? sql`groupUniqArray(${person})` : sql`[owner]`} as people` : sql``}
    from ${events}
    where ${happened(span.from, span.to)} and ${happening} and ${filter} and ${names.named} and ${owned}
    group by owner`;
  const people = withPeople ? sql`people,` : sql``;
  const whole = sql`select owner, ${people} 0 as part, arraySort(log) as sorted from (${grouped})`;
  const changes = sql`arrayMap((node, before) -> node != before or node = ${RARE}, called, arrayShiftRight(called, 1))`;
  const kept = (list: Sql) => (mergeRepeats ? sql`arrayFilter((each, new) -> new, ${list}, changes)` : list);
  return sql`
    select owner, ${people} part, toUInt64(whens[-1] - whens[1]) as took,
      arrayMap(packed -> ${PACKED.number}, sorted) as called, arrayMap(packed -> ${PACKED.time}, sorted) as whens,
      ${mergeRepeats ? changes : sql`0`} as changes,
      ${kept(sql`called`)} as nodes, ${kept(sql`whens`)} as times,
      ${kept(sql`arrayMap((at, before) -> toUInt64(at - before), whens, arrayPushFront(arrayPopBack(whens), whens[1]))`)} as spans
    from (${traceBy.by === "session" ? sessionsSql(whole, people, traceBy.gapMinutes) : whole})`;
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
