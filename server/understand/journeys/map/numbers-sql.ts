import { originsOf, type StepKind } from "../../../../contracts/words/step-kinds.ts";
import { person } from "../../../know/contacts/contacts.ts";
import { events, happened } from "../../../log/events/events.ts";
import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { bitsSql, isSet, packing } from "../../explore/explore.ts";
import type { Span } from "../../metrics/metrics.ts";

/** A step with a touchpoint: which events are visits to it, and which are feedback about it. */
export interface BoundStep {
  visit: Sql;
  feedback: Sql;
  /** Forward where it says nothing. */
  kind?: StepKind | undefined;
}

/** Which events are looked at: those of a stretch of time, and of the people that `among` leaves. */
export interface Seen extends Span {
  /** A predicate over an event; everybody's count without it. */
  among?: Sql;
}

export function seen({ from, to, among }: Seen): Sql {
  return among ? sql`${happened(from, to)} and ${among}` : happened(from, to);
}

/** People at each step by channel: rows of `channel` and `people`. */
export function channelsSql(steps: readonly BoundStep[], span: Seen): Sql {
  const people = steps.map((step) => sql`uniqExactIf(${person}, ${step.visit} and ${person} != 0)`);
  return sql`
    select channel, [${joinSql(people, ", ")}] as people
    from ${events}
    where ${seen(span)} and ${anyVisit(steps)}
    group by channel
    order by count() desc
    limit 200`;
}

/** Numbers that each hold, for some channels, the steps of a person there, and how many such a query is quicker with. */
const CHANNEL_BITS = 64;
const MOST_CHANNEL_NUMBERS = 4;

function channelsInNumber(steps: readonly BoundStep[]): number {
  return Math.floor(CHANNEL_BITS / steps.length);
}

/** The most channels that {@link peopleSql} counts by itself; with more, {@link channelsSql} does. */
export function mostChannels(steps: readonly BoundStep[]): number {
  return MOST_CHANNEL_NUMBERS * channelsInNumber(steps);
}

/**
 * The channels that events of the period came on, one more than `most` at most. Nothing but names, which a repeat of a message
 * has too, so this does without `final`.
 */
export function channelNamesSql({ from, to }: Span, most: number): Sql {
  return sql`select distinct channel from events where ${happened(from, to)} limit ${most + 1}`;
}

/**
 * How many people were at each step, how many passed each in order, and how many were at each on each of the `channels`:
 * one row with the arrays `people`, `passed` and `on_channels`.
 */
export function peopleSql(
  steps: readonly BoundStep[],
  span: Seen,
  windowDays: number,
  channels: readonly string[] = [],
): Sql {
  const width = steps.length;
  const inNumber = channelsInNumber(steps);
  const numbers = Array.from({ length: Math.ceil(channels.length / inNumber) }, (_, index) => {
    const names = channels.slice(index * inNumber, (index + 1) * inNumber);
    const factors = names.map((_, place) => 1n << BigInt(place * width));
    return sql`groupBitOr((${visitedSql(steps)}) * transform(channel, ${typed.strings(names)}, ${factors}, toUInt64(0))) as ${visitedOn(index)}`;
  });
  const each = (count: (index: number) => Sql) => sql`[${joinSql(numbersOf(steps).map(count), ", ")}]`;
  const onChannel = (_: string, channel: number) =>
    each((index) => {
      const number = visitedOn(Math.floor(channel / inNumber));
      return sql`countIf(${isSet(number, (channel % inNumber) * width + index)})`;
    });
  return sql`
    select ${each((index) => sql`countIf(${isSet(sql`visited`, index)})`)} as people,
      ${each((index) => sql`countIf(begins[${index + 1}] != 0)`)} as passed,
      [${joinSql(channels.map(onChannel), ", ")}] as on_channels
    from (${passagesSql(steps, span, windowDays, { numbers })})`;
}

function visitedOn(number: number): Sql {
  return typed.name(`visited_on_${number}`);
}

/**
 * How long it took those who passed a step in order from the one before: one row, `spent` with the median and 90th percentile
 * of milliseconds for each step (of the first it says nothing).
 */
export function waitsSql(steps: readonly BoundStep[], span: Seen, windowDays: number): Sql {
  const spent = steps.map(
    (_, index) => sql`quantilesExactInclusiveIf(0.5, 0.9)(waits[${index + 1}], begins[${index + 1}] != 0)`,
  );
  return sql`select [${joinSql(spent, ", ")}] as spent from (${passagesSql(steps, span, windowDays)})`;
}

/**
 * One row for each person who was at any step (`who`): `visited` has a bit for each step they were at; `begins` holds, for each
 * step, when the latest passage that got there began, in milliseconds of the epoch + 1, and 0 where none did; `last_at` is the
 * last visit to the step `shown`; `numbers` are further aggregates over their visits. `waits` are the milliseconds from the step before, in those passages.
 *
 * The events of a person stand in order of time and then of arrival. Of all passages that reach a step, the one that began
 * last can go on longest, so it is the only one to remember: `begun_0` says, for each of those events, when the last passage
 * up to then began, `begun_1` the same of passages that got to the second step, and so on. A step looks at what the forward
 * step before it had reached *before* the event, so one event serves one step only.
 */
function passagesSql(
  steps: readonly BoundStep[],
  span: Seen,
  windowDays: number,
  { shown, numbers = [] }: { shown?: BoundStep | undefined; numbers?: readonly Sql[] } = {},
): Sql {
  const window = typed.uint64(windowDays * 86_400_000);
  const packed = packing(steps.length);
  const begun = (index: number) => typed.name(`begun_${index}`);
  const origins = originsOf(steps);
  const originOf = (index: number) => origins[index] ?? -1;
  const walked = steps.map((_, index) =>
    originOf(index) < 0
      ? sql`if(${isSet(sql`step`, index)}, at, 0)`
      : sql`if(${isSet(sql`step`, index)} and at <= before + ${window}, before, 0)`,
  );
  const levels = walked.map((value, index) => {
    const before = originOf(index) < 0 ? sql`times` : sql`arrayShiftRight(${begun(originOf(index))}, 1)`;
    return sql`arrayFill(begun -> begun != 0,
        arrayMap((at, step, before) -> ${value}, times, served, ${before})) as ${begun(index)}`;
  });
  const begins = steps.map((_, index) => sql`${begun(index)}[-1]`);
  const waits = steps.map((_, index) =>
    originOf(index) < 0
      ? sql`toUInt64(0)`
      : sql`toUInt64(times[indexOf(${begun(index)}, ${begun(index)}[-1])] - times[indexOf(${begun(originOf(index))}, ${begun(index)}[-1])])`,
  );
  const starts = joinSql(
    numbersOf(steps)
      .filter((index) => originOf(index) < 0)
      .map((index) => isSet(sql`visited`, index)),
    " or ",
  );
  return sql`
    select *, [${joinSql(begins, ", ")}] as begins, [${joinSql(waits, ", ")}] as waits
    from (
      select *, if(${starts}, arraySort(places), []) as walk,
        arrayMap(place -> ${packed.time} + 1, walk) as times,
        arrayMap(place -> ${packed.bits}, walk) as served,
        ${joinSql(levels, ", ")}
      from (
        select ${person} as who, groupArray(${packed.place(visitedSql(steps))}) as places,
          groupBitOr(${visitedSql(steps)}) as visited, maxIf(timestamp, ${shown?.visit ?? sql`0`}) as last_at
          ${joinSql(
            numbers.map((number) => sql`, ${number}`),
            " ",
          )}
        from ${events}
        where ${seen(span)} and ${anyVisit(steps)} and who != 0
        group by who))`;
}

export type Which = "people" | "passed" | "droppedOff";

/** People behind a number of the step `place`: `who`, and `at`, in milliseconds of the epoch: when they were last there. */
export function stepPeopleSql(
  steps: readonly BoundStep[],
  place: number,
  which: Which,
  span: Seen,
  windowDays: number,
): Sql {
  const step = steps[place];
  if (!step) throw new RangeError(`There is no bound step ${place}.`);
  const people =
    which === "people"
      ? sql`select ${person} as who, max(timestamp) as last_at from ${events}
            where ${seen(span)} and ${step.visit} and who != 0 group by who`
      : passengersSql(steps.slice(0, place + 1), which, span, windowDays);
  return sql`select who, toUnixTimestamp64Milli(last_at) as at from (${people})`;
}

/** Of passages up to the last of `steps`, those who got there, or who got to the forward one before only. */
function passengersSql(steps: readonly BoundStep[], which: Which, span: Seen, windowDays: number): Sql {
  const here = steps.length;
  const before = (originsOf(steps)[here - 1] ?? -1) + 1;
  const passed = which === "passed";
  const wanted = passed ? sql`begins[${here}] != 0` : sql`begins[${before}] != 0 and begins[${here}] = 0`;
  const shown = steps[passed ? here - 1 : before - 1];
  return sql`select who, last_at from (${passagesSql(steps, span, windowDays, { shown })}) where ${wanted}`;
}

/**
 * What was answered about each step, a row for each step and span (`now` is 1 in the span, 0 in the one before it).
 * `figures` are aggregates over columns of the events table.
 */
export function scoresSql(steps: readonly BoundStep[], span: Seen, before: Seen | null, figures: readonly Sql[]): Sql {
  const now = sql`(${seen(span)})`;
  const when = before ? sql`(${now} or (${seen(before)}))` : now;
  return sql`
    select step, now, ${joinSql(figures, ", ")}
    from (
      select arrayJoin(${aboutSql(steps)}) as step, ${now} as now,
        event, feedback_type, feedback_question, feedback_scale, feedback_score
      from ${events}
      where event = 'Feedback Received' and isNotNull(feedback_score) and ${when})
    group by step, now`;
}

/** Quotes to a step, and characters of each. */
const QUOTES = 3;
const QUOTE_LENGTH = 600;

/** The latest sentences about each step, with what the same submission said in numbers. */
export function quotesSql(steps: readonly BoundStep[], span: Seen): Sql {
  const answers = sql`event = 'Feedback Received' and ${happened(span.from, span.to)}`;
  const quotes = sql`
    select arrayJoin(${aboutSql(steps)}) as step, timestamp as said, arrival as arrived, ${person} as who, source,
      feedback_submission, language, substringUTF8(feedback_text, 1, ${QUOTE_LENGTH}) as words
    from ${events}
    where event = 'Feedback Received' and ${seen(span)} and feedback_text != '' and feedback_type not in ('categorical', 'date', 'boolean', 'fcr')
    order by said desc, arrived desc
    limit ${QUOTES} by step`;
  return sql`
    with quotes as (${quotes})
    select step, words, language, toString(who) as person, toUnixTimestamp64Milli(said) as instant, score
    from quotes
    left join (
      select source, feedback_submission, argMin(feedback_score, (
        multiIf(feedback_type = 'csat', 1, feedback_type = 'nps', 2, feedback_type = 'ces', 3, 4), arrival)) as score
      from ${events}
      where ${answers} and feedback_type in ('csat', 'nps', 'ces', 'emotion', 'rating') and isNotNull(feedback_score)
        and feedback_question != 'expectation' and feedback_submission != ''
        and feedback_submission global in (select feedback_submission from quotes)
      group by source, feedback_submission) as scores using (source, feedback_submission)
    order by step, said desc, arrived desc`;
}

function numbersOf(steps: readonly BoundStep[]): number[] {
  return steps.map((_, index) => index);
}

/** Whether an event visits any step. */
export function anyVisit(steps: readonly BoundStep[]): Sql {
  return sql`(${joinSql(
    steps.map((step) => sql`(${step.visit})`),
    " or ",
  )})`;
}

/** The steps that an event visits, a bit each. */
export function visitedSql(steps: readonly BoundStep[]): Sql {
  return bitsSql(steps.map((step) => step.visit));
}

/** The steps that a feedback is about, as positions. */
function aboutSql(steps: readonly BoundStep[]): Sql {
  const about = joinSql(
    steps.map((step) => sql`toBool(${step.feedback})`),
    ", ",
  );
  return sql`arrayFilter((step, about) -> about, ${numbersOf(steps)}, [${about}])`;
}
