import { person } from "../../../know/contacts/contacts.ts";
import { events, happened } from "../../../log/events/events.ts";
import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { happening, type Process, tracesSql } from "../../explore/explore.ts";
import type { Span } from "../../metrics/metrics.ts";

/** Which events are looked at. */
export interface Looked {
  span: Span;
  filter: Sql;
}

const FEEDBACK = "Feedback Received";

/** Events by their names (`key`), but answers to questions, which come after the moment they speak of. */
export function eventsPeopleSql(looked: Looked, most: number): Sql {
  return peopleSql(sql`event`, sql`event not in ('', ${FEEDBACK})`, looked, most);
}

/** Events by the places of all rules that they meet (`key`, from 1). */
export function rulesPeopleSql(rules: readonly Sql[], looked: Looked, most: number): Sql {
  const places = rules.map((_, index) => index + 1);
  const meets = joinSql(
    rules.map((rule) => sql`toBool(${rule})`),
    ", ",
  );
  const any = joinSql(rules, " or ");
  return peopleSql(
    sql`arrayJoin(arrayFilter((place, meets) -> meets, ${places}, [${meets}]))`,
    sql`(${any})`,
    looked,
    most,
  );
}

/** A row for each `key` with its `people` and `events`, most people first, and before them one for all (`of_all`). */
function peopleSql(key: Sql, wanted: Sql, { span, filter }: Looked, most: number): Sql {
  return sql`
    select grouping(key) as of_all, toString(key) as key_text, uniqExact(who) as people, count() as events
    from (
      select ${key} as key, ${person} as who
      from ${events}
      where ${happened(span.from, span.to)} and ${happening} and ${filter} and ${wanted} and who != 0)
    group by grouping sets ((key), ())
    order by of_all desc, people desc, events desc, key_text
    limit ${most + 1}`;
}

/** Two places and milliseconds in one number. */
const PLACE_BITS = 6;
const TIME_BITS = 44;
const pairOf = (first: Sql, second: Sql, lasted: Sql) =>
  sql`bitOr(bitOr(bitShiftLeft(toUInt64(${first}), ${TIME_BITS + PLACE_BITS}), bitShiftLeft(toUInt64(${second}), ${TIME_BITS})), toUInt64(${lasted}))`;

/**
 * In how many `traces` one thing (`first`) came before another (`second`), each at its first time, and the milliseconds between
 * (`spent`: median, 90th percentile). Things are given by the numbers of their names and answered by their places, from
 * 1; `first` is 0 where a trace begins, and both are for whole traces.
 */
export function pairsSql(process: Process, things: readonly number[]): Sql {
  const numbers = sql`CAST(${things}, 'Array(UInt32)')`;
  const fresh = (list: Sql) =>
    sql`arrayFilter((each, place, nth) -> place != 0 and nth = 1, ${list}, known, arrayEnumerateUniq(known))`;
  return sql`
    select bitShiftRight(pair, ${TIME_BITS + PLACE_BITS}) as first,
      bitAnd(bitShiftRight(pair, ${TIME_BITS}), ${2 ** PLACE_BITS - 1}) as second,
      count() as traces, quantilesExactInclusive(0.5, 0.9)(bitAnd(pair, ${typed.uint64(2n ** BigInt(TIME_BITS) - 1n)})) as spent
    from (
      select arrayMap(node -> indexOf(${numbers}, node), nodes) as known,
        ${fresh(sql`known`)} as places, ${fresh(sql`times`)} as whens,
        arrayJoin(arrayConcat(
          [${pairOf(sql`0`, sql`0`, sql`took`)}],
          arrayMap((place, at) -> ${pairOf(sql`0`, sql`place`, sql`at - times[1]`)}, places, whens),
          arrayFlatten(arrayMap((place, at, nth) ->
            arrayMap((next, later) -> ${pairOf(sql`place`, sql`next`, sql`later - at`)},
              arraySlice(places, nth + 1), arraySlice(whens, nth + 1)),
            places, whens, arrayEnumerate(places))))) as pair
      from (${tracesSql(process)}))
    group by first, second`;
}
