import { person } from "../../../know/contacts/contacts.ts";
import { events } from "../../../log/events/events.ts";
import { joinSql, type Sql, sql } from "../../../platform/analytics/sql.ts";
import { packing } from "../../explore/explore.ts";
import { anyVisit, type BoundStep, type Seen, seen, visitedSql } from "./numbers-sql.ts";

/** Visits of a trace that are looked at. */
export const MOST_VISITS = 100;
/** Fitness is answered in that many equal parts of 0 to 1. */
export const FITNESS_PARTS = 5;
const MOST_LISTED = 20;
const MOST_EXAMPLES = 3;

/** What a row of {@link deviationsSql} counts; `a` and `b` are steps, counted from 1. */
export const KIND = { everyone: 0, asDesigned: 1, fitness: 2, skipped: 3, repeated: 4, reversed: 5 } as const;
const STEP_BITS = 6;

/**
 * A row for each thing that people did: its `kind`, `a` and `b`, the `people` and some of them (`examples`, the smallest ids,
 * when asked for), and their summed fitness (`fitted`). For fitness `a` is the part; for reversed the steps are from and to.
 *
 * What costs is done once for all people who took the same trace.
 */
export function deviationsSql(steps: readonly BoundStep[], span: Seen, withExamples: boolean): Sql {
  const code = (kind: number, a: Sql = sql`0`, b: Sql = sql`0`) =>
    sql`toUInt32(${kind << (2 * STEP_BITS)} + ${a} * ${1 << STEP_BITS} + ${b})`;
  const numbers = steps.map((_, index) => index + 1);
  const examples = withExamples ? sql`groupArraySorted(${MOST_EXAMPLES})(who)` : sql`emptyArrayUInt64()`;
  const all = withExamples ? sql`groupArraySortedArray(${MOST_EXAMPLES})(some)` : sql`emptyArrayUInt64()`;
  return sql`
    select intDiv(code, ${1 << (2 * STEP_BITS)}) as kind, intDiv(code, ${1 << STEP_BITS}) % ${1 << STEP_BITS} as a,
      code % ${1 << STEP_BITS} as b, sum(taken) as people, sum(taken * fitness) as fitted,
      arrayMap(each -> toString(each), ${all}) as examples
    from (
      select taken, some, trace, ${longestRise} as kept, length(trace) + ${steps.length} as size,
        2 * kept / size as fitness,
        arrayJoin(arrayConcat(
          [${code(KIND.everyone)}, ${code(KIND.fitness, sql`least(${FITNESS_PARTS - 1}, intDiv(2 * ${FITNESS_PARTS} * kept, size))`)}],
          if(${isAsDesigned}, [${code(KIND.asDesigned)}], []),
          arrayMap(step -> ${code(KIND.skipped, sql`step`)},
            arrayFilter(step -> step < arrayMax(trace) and not has(trace, step), ${numbers})),
          arrayMap(step -> ${code(KIND.repeated, sql`step`)},
            arrayFilter(step -> countEqual(trace, step) > 1, ${numbers})),
          arrayDistinct(arrayFilter(pair -> pair != 0,
            arrayMap((here, before) -> if(here < before, ${code(KIND.reversed, sql`before`, sql`here`)}, toUInt32(0)),
              trace, arrayShiftRight(trace, 1)))))) as code
      from (
        select taken, some, ${traceOf} as trace
        from (select masks, count() as taken, ${examples} as some from (${masksSql(steps, span)}) group by masks)))
    group by code
    order by kind, people desc, a, b
    limit ${MOST_LISTED} by if(kind = ${KIND.reversed}, -1, toInt64(code))`;
}

/** CSAT or whatever `figures` say of answers (`scope`) about the steps, a row for those who deviated (1) or did not (0). */
export function satisfactionSql(steps: readonly BoundStep[], span: Seen, scope: Sql, figures: readonly Sql[]): Sql {
  const about = joinSql(
    steps.map(({ feedback }) => sql`(${feedback})`),
    " or ",
  );
  const said = sql`${seen(span)} and ${scope} and (${about})`;
  const whoSaid = sql`select ${person} from ${events} where ${said}`;
  return sql`
    select deviated, ${joinSql(figures, ", ")}
    from (
      select ${person} as who, event, feedback_type, feedback_question, feedback_scale, feedback_score
      from ${events}
      where ${said}) as answers
    inner join (
      select who, not ${isAsDesigned} as deviated
      from (select who, ${traceOf} as trace from (${masksSql(steps, span, sql`who global in (${whoSaid})`)}))) as people using (who)
    group by deviated`;
}

/** What an event that serves no step is called, as something quick to group by, and which events have a name. */
export interface Naming {
  name: Sql;
  has: Sql;
}

/** Where an event stands among those of a person. */
const place = sql`bitOr(bitShiftLeft(toUInt128(toUnixTimestamp64Milli(timestamp)), 64), toUInt128(arrival))`;

/**
 * What people did between their first and their last visit that is a visit to no step: `name`, how many `people`, and
 * `examples`.
 */
export function unexpectedSql(
  steps: readonly BoundStep[],
  span: Seen,
  { name, has }: Naming,
  withExamples: boolean,
): Sql {
  const visits = anyVisit(steps);
  const examples = withExamples ? sql`groupArraySorted(${MOST_EXAMPLES})(who)` : sql`emptyArrayUInt64()`;
  return sql`
    select toString(called) as name, count() as people, arrayMap(each -> toString(each), ${examples}) as examples
    from (
      select called, who
      from (
        select ${person} as who, ${name} as called, ${place} as at
        from ${events}
        where ${seen(span)} and not ${visits} and ${has}) as others
      inner join (
        select ${person} as who, min(${place}) as first_at, max(${place}) as last_at
        from ${events}
        where ${seen(span)} and ${visits} and who != 0
        group by who
        having first_at < last_at) as visitors using (who)
      where at > first_at and at < last_at
      group by called, who)
    group by called
    order by people desc, called
    limit ${MOST_LISTED}`;
}

/**
 * One row for each person who was at any step (`who`): the steps that each of their events visits, a bit each (`masks`), in
 * order. Events in a row that visit the same one step are one already. `wanted` narrows the people.
 */
function masksSql(steps: readonly BoundStep[], span: Seen, wanted: Sql = sql`1`): Sql {
  const packed = packing(steps.length);
  return sql`
    select who,
      arrayMap(place -> toUInt64(${packed.bits}), arraySort(places)) as served,
      arraySlice(arrayFilter((mask, before) -> mask != before or bitCount(mask) > 1, served, arrayShiftRight(served, 1)),
        1, ${MOST_VISITS}) as masks
    from (
      select ${person} as who, groupArray(${packed.place(visitedSql(steps))}) as places
      from ${events}
      where ${seen(span)} and ${anyVisit(steps)} and who != 0 and ${wanted}
      group by who)`;
}

/** Steps after `last` of those in `mask`, as bits. */
const after = sql`bitShiftLeft(bitShiftRight(mask, last), last)`;

/** The lowest of the steps in some bits, counted from 1. */
const lowest = (bits: Sql) => sql`toUInt8(bitCount(bitXor(${bits}, ${bits} - 1)))`;

/** The masks of people with an event that visits several steps: for those only the walk has to be walked, which costs much. */
const unclear = sql`if(arrayExists(mask -> bitCount(mask) > 1, masks), masks, [])`;

/**
 * The trace out of `masks`: steps, counted from 1, those in a row as one. An event that visits several serves the first of
 * them after the step before, or the last of them.
 */
const traceOf = sql`arrayFilter((step, before) -> step != before,
    if(arrayExists(mask -> bitCount(mask) > 1, masks),
      arrayPopFront(arrayFold((walk, mask, highest) -> arrayPushBack(walk,
          arrayMap(last -> if(${after} = 0, highest, ${lowest(after)}), [walk[-1]])[1]),
        ${unclear}, arrayMap(mask -> toUInt8(bitPositionsToArray(mask)[-1] + 1), ${unclear}), [toUInt8(0)])),
      arrayMap(mask -> ${lowest(sql`mask`)}, masks)) as walked,
    arrayShiftRight(walked, 1))`;

/** Whether `trace` is the first steps in their order. */
const isAsDesigned = sql`arrayAll((step, at) -> step = at, trace, arrayEnumerate(trace))`;

/**
 * Length of the longest strictly increasing subsequence of `trace`: the tails of patience sorting (Schensted 1961), a bit for
 * each step that is one. A step takes the place of the smallest tail that is not below it.
 */
const longestRise = sql`bitCount(arrayFold((tails, step) -> bitOr(
      bitXor(tails, toUInt64(bitAnd(bitShiftLeft(bitShiftRight(tails, step), step),
        bitNot(bitShiftLeft(bitShiftRight(tails, step), step) - 1)))),
      bitShiftLeft(toUInt64(1), step)), trace, toUInt64(0)))`;
