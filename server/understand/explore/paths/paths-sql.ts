import { person } from "../../../know/contacts/contacts.ts";
import { events, happened } from "../../../log/events/events.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Span } from "../../metrics/metrics.ts";
import { isSet, momentSql } from "../query/keys-sql.ts";
import { happening, NAME_BITS, type Names, RARE, UNNAMED } from "../query/naming-sql.ts";

/** Where ways begin or end: whether an event is it, and the number of what it is called. */
export interface Anchor {
  meets: Sql;
  number: number;
}

export interface Ways {
  /** At least one of the two. */
  from?: Anchor | undefined;
  to?: Anchor | undefined;
  names: Names;
  filter: Sql;
  span: Span;
  columns: number;
  mergeRepeats: boolean;
  gapMinutes: number;
}

/** In the place of a node: the way ended before it. */
export const LEFT = UNNAMED;

/** A link between two columns as one number: column, node, next node. */
const LINK = {
  of: sql`bitOr(bitOr(bitShiftLeft(toUInt64(place), ${2 * NAME_BITS}),
    bitShiftLeft(toUInt64(node), ${NAME_BITS})), toUInt64(next))`,
  column: sql`toUInt32(bitShiftRight(link, ${2 * NAME_BITS}))`,
  from: sql`toUInt32(bitAnd(bitShiftRight(link, ${NAME_BITS}), ${2 ** NAME_BITS - 1}))`,
  to: sql`toUInt32(bitAnd(link, ${2 ** NAME_BITS - 1}))`,
};

/** An event as one number that sorts by time and then arrival, with the number of its name and whether it is an anchor. */
const PACKED = {
  of: (number: Sql, start: Sql, end: Sql) =>
    momentSql(NAME_BITS + 2, sql`${number} + ${2 ** NAME_BITS} * ${start} + ${2 ** (NAME_BITS + 1)} * ${end}`),
  time: sql`toUInt64(bitShiftRight(packed, ${64 + NAME_BITS + 2}))`,
  number: sql`bitAnd(toUInt32(packed), toUInt32(${2 ** NAME_BITS - 1}))`,
  isStart: isSet(sql`toUInt32(packed)`, NAME_BITS),
  isEnd: isSet(sql`toUInt32(packed)`, NAME_BITS + 1),
};

/**
 * The picture: a row for each link (`link_column`, `from_node`, `to_node`) with its `people` and the `spent` milliseconds
 * (median, 90th percentile). Nodes are numbers of names, {@link LEFT}, or {@link RARE} for all that is not among the
 * `nodes` most frequent of its column.
 */
export function pathsSql(ways: Ways, nodes: number): Sql {
  const kept = (node: Sql, rank: Sql) => sql`if(${node} = ${LEFT} or ${rank} <= ${nodes}, ${node}, ${RARE})`;
  // Who got to a node is who went on from it or left there, so both ends of a link rank alike. What has no name of its
  // own, and those who left, stand behind all names and take the place of none.
  const rank = (column: Sql, node: Sql, reached: Sql) =>
    sql`dense_rank() over (partition by ${column} order by ${node} <= ${RARE}, ${reached} desc, ${node})`;
  return sql`
    select column_number as link_column,
      ${kept(sql`node_from`, sql`rank_from`)} as from_node, ${kept(sql`node_to`, sql`rank_to`)} as to_node,
      sum(taken) as people, quantilesExactInclusiveMerge(0.5, 0.9)(states) as spent
    from (
      select *, ${rank(sql`column_number`, sql`node_from`, sql`reached_from`)} as rank_from,
        ${rank(sql`column_number`, sql`node_to`, sql`reached_to`)} as rank_to
      from (
        select *, sum(taken) over (partition by column_number, node_from) as reached_from,
          sum(taken) over (partition by column_number, node_to) as reached_to
        from (
          select ${LINK.column} as column_number, ${LINK.from} as node_from, ${LINK.to} as node_to,
            count() as taken, quantilesExactInclusiveState(0.5, 0.9)(lasted) as states
          from (select spans, ${linksOf(ways)} as links from (${waysSql(ways)}))
          array join links as link, arrayResize(spans, length(links)) as lasted
          group by link)))
    group by link_column, from_node, to_node
    order by link_column, people desc, from_node, to_node`;
}

/** A node in the people query: a column's number and names; or all but these, or those who left before. */
export interface Place {
  column: number;
  node: number;
  /** Numbers of the names of the column that are drawn: what `other` is not. */
  drawn: readonly number[];
}

/**
 * The people at a place, or on the link from it to one of the next column: `person`, when they were there (the latter
 * place; the last event before they left) and in every row the `total`; newest first, after `after`.
 */
export function pathsPeopleSql(ways: Ways, places: readonly Place[]): Sql {
  const wanted = places.map(({ column, node, drawn }) => {
    const here = sql`nodes[${column + 1}]`;
    if (node === LEFT) return sql`length(nodes) = ${column}`;
    if (node !== RARE) return sql`${here} = ${node}`;
    return sql`length(nodes) > ${column} and not has(${numbers(drawn)}, ${here})`;
  });
  const last = places.at(-1)?.column ?? 0;
  const meets = wanted.reduce((all, each) => sql`${all} and ${each}`);
  return sql`select who, times[least(${last + 1}, length(times))] as at from (${waysSql(ways)}) where ${meets}`;
}

function numbers(list: readonly number[]): Sql {
  return sql`CAST(${list}, 'Array(UInt32)')`;
}

/**
 * One row for each person in the picture (`who`): `nodes` of their way, as numbers of names, when they came to each
 * (`times`, milliseconds of the epoch), and how long after the event before it (`spans`, one fewer).
 *
 * The events of a person stand in order of time and then of arrival, and are walked from the anchor, backwards where ways
 * lead to it. Without merging, no more events are looked at than there are columns and events without a name.
 */
function waysSql(ways: Ways): Sql {
  const { from, to, names, filter, span, columns, mergeRepeats, gapMinutes } = ways;
  const start = from ? sql`${from.meets}` : sql`0`;
  const end = to ? sql`${to.meets}` : sql`0`;
  const anchors = sql`(${start} or ${end})`;
  const isNamed = sql`${PACKED.number} != ${UNNAMED}`;
  const begin = from
    ? sql`arrayFirstIndex(packed -> ${PACKED.isStart}, sorted)`
    : sql`toUInt32(arrayLastIndex(packed -> ${PACKED.isEnd}, sorted))`;
  const stop =
    from && to
      ? sql`arrayFirstIndex((packed, at) -> ${PACKED.isEnd} and at > begin, sorted, arrayEnumerate(sorted))`
      : sql`0`;
  const before = sql`toInt64(begin) - 1`;
  const most = mergeRepeats ? sql`toInt64(length(sorted))` : sql`(toInt64(unnamed) + ${columns - 1})`;
  const following = !from
    ? sql`arrayReverse(arraySlice(sorted, greatest(1, begin - ${most}), least(${before}, ${most})))`
    : to
      ? sql`arraySlice(sorted, begin + 1, least(stop - begin - 1, ${most}))`
      : sql`arraySlice(sorted, begin + 1, ${most})`;
  const named = sql`arrayFilter(packed -> ${isNamed}, ${following})`;
  const between = mergeRepeats ? named : sql`arraySlice(${named}, 1, ${columns - 1})`;
  const anchor = (from ?? to)?.number ?? RARE;
  const walked = from && to ? sql`arrayPushBack(between, sorted[stop])` : sql`between`;
  // Whoever goes on doing what the anchor asks for repeats it, whatever the event is called.
  const called = mergeRepeats
    ? sql`arrayMap((packed, at) -> if(at < moved_on or moved_on = 0, toUInt32(${anchor}), ${PACKED.number}), between, arrayEnumerate(between))`
    : sql`arrayMap(packed -> ${PACKED.number}, between)`;
  const movedOn = mergeRepeats
    ? sql`arrayFirstIndex(packed -> not (${from ? PACKED.isStart : PACKED.isEnd}), between)`
    : sql`0`;
  const calledOn = from && to ? sql`arrayPushBack(${called}, toUInt32(${to.number}))` : called;
  // No gap within a period is longer than the period.
  const gap = gapMinutes * 60_000 < span.to.getTime() - span.from.getTime() ? gapMinutes * 60_000 : undefined;
  const until = (list: Sql, most: Sql) => (gap === undefined ? list : sql`arraySlice(${list}, 1, ${most})`);
  // A rare name may be another than the rare one before it.
  const changes = mergeRepeats
    ? sql`arrayMap((node, before) -> node != before or node = ${RARE}, reached, arrayShiftRight(reached, 1))`
    : sql`[]`;
  const merged = (list: Sql, news: Sql) =>
    mergeRepeats ? sql`arrayFilter((each, new) -> new, ${list}, ${news})` : list;
  const isLonger = mergeRepeats || (from && to);
  const cut = (list: Sql, most: number) => (isLonger ? sql`arraySlice(${list}, 1, ${most})` : list);
  return sql`
    select who,
      ${cut(merged(sql`reached`, sql`changes`), columns)} as nodes,
      ${cut(merged(until(sql`whole`, sql`kept`), sql`changes`), columns)} as times,
      ${cut(merged(until(sql`gaps`, sql`kept - 1`), sql`arrayPopFront(changes)`), columns - 1)} as spans
    from (
      select who, ${begin} as begin, ${stop} as stop, ${between} as between, ${movedOn} as moved_on,
        arrayPushFront(${walked}, sorted[begin]) as ahead,
        arrayMap(packed -> ${PACKED.time}, ahead) as whole,
        arrayMap((at, before) -> abs(toInt64(at) - toInt64(before)), arrayPopFront(whole), arrayPopBack(whole)) as gaps,
        ${gap === undefined ? sql`0` : sql`arrayFirstIndex(lasted -> lasted > ${typed.uint64(gap)}, gaps)`} as gap,
        ${gap === undefined ? sql`0` : sql`if(gap = 0, toInt64(length(whole)), toInt64(gap))`} as kept,
        ${until(sql`arrayPushFront(${calledOn}, toUInt32(${anchor}))`, sql`kept`)} as reached,
        ${changes} as changes
      from (
        select who, unnamed, arraySort(log) as sorted
        from (
          select ${person} as who, groupArray(${PACKED.of(names.number, start, end)}) as log,
            max(${from ? start : end}) as anchored, countIf(not (${names.named})) as unnamed
          from ${events}
          where ${happened(span.from, span.to)} and ${happening} and ${filter} and (${names.named} or ${anchors}) and who != 0
          group by who)
        where anchored)
      where begin != 0 ${from && to ? sql`and stop != 0` : sql``})`;
}

/** Links of a way, the one to {@link LEFT} at its end included: what is shifted in. */
function linksOf({ columns }: Ways): Sql {
  return sql`arraySlice(
    arrayMap((place, node, next) -> ${LINK.of}, range(length(nodes)), nodes, arrayShiftLeft(nodes, 1)), 1, ${columns - 1})`;
}
