import { person } from "../../../know/contacts/contacts.ts";
import { events, happened } from "../../../log/events/events.ts";
import { joinSql, type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Span } from "../query/period.ts";

const CASE_EVENTS = sql`event in ('Support Case Opened', 'Case Replied', 'Case Solved', 'Case Reopened')`;
const caseId = sql`JSONExtractString(properties, 'case_id')`;
const opening = sql`event = 'Support Case Opened'`;
const publicReply = sql`event = 'Case Replied' and JSONExtractString(properties, 'by') != 'bot' and JSON_VALUE(properties, '$.public') != 'false'`;
const solved = sql`event = 'Case Solved'`;

// Fields of the event that opened the case, so that filters and breakdowns mean the case as it came in. The inner names
// differ from the columns: ClickHouse would take an alias for the column wherever the column is meant.
const FIELDS: readonly [column: Sql, inner: Sql][] = [
  [sql`event`, sql`opened_event`],
  [sql`type`, sql`opened_type`],
  [sql`channel`, sql`opened_channel`],
  [sql`touchpoint`, sql`opened_touchpoint`],
  [sql`source`, sql`opened_source`],
  [sql`language`, sql`opened_language`],
  [sql`identifier_key`, sql`opened_identifier_key`],
  [sql`user_id`, sql`opened_user_id`],
  [sql`anonymous_id`, sql`opened_anonymous_id`],
  [sql`properties`, sql`opened_properties`],
  [sql`context`, sql`opened_context`],
];

/**
 * One row a case opened in the span. What happened to it later counts up to `asOf`; `next_contact` is the time to the
 * same person's next case on the same topic, in seconds.
 */
export function casesOpened(span: Span, asOf: Date): Sql {
  const inner = FIELDS.map(([column, name]) => sql`argMinIf(${column}, (timestamp, arrival), ${opening}) as ${name}`);
  const outer = FIELDS.map(([column, name]) => sql`${name} as ${column}`);
  const perCase = sql`
    select ${caseId} as case_key,
      ${joinSql(inner, ", ")},
      argMinIf(${person}, (timestamp, arrival), ${opening}) as opened_by,
      minIf(timestamp, ${opening}) as opened_at,
      minOrNullIf(timestamp, ${publicReply}) as replied_at,
      minOrNullIf(timestamp, ${solved}) as solved_at,
      maxOrNullIf(timestamp, ${solved}) as last_solved_at,
      countIf(${publicReply}) as replies,
      countIf(event = 'Case Reopened') as reopened,
      argMinIf(if(JSONHas(properties, 'first_contact'), toNullable(JSONExtractBool(properties, 'first_contact')), null),
        (timestamp, arrival), ${solved}) as first_contact,
      countIf(${solved} and JSON_VALUE(properties, '$.first_level') = 'false') = 0 as first_level
    from ${events}
    where ${CASE_EVENTS} and ${happened(span.from, asOf)} and ${caseId} != ''
    group by case_key
    having countIf(${opening}) > 0`;
  return sql`(
    select ${joinSql(outer, ", ")}, opened_by as person, opened_at as timestamp, ${asOf} as as_of,
      replies, reopened, first_contact, first_level,
      dateDiff('millisecond', opened_at, replied_at) / 1000 as first_response,
      dateDiff('millisecond', opened_at, solved_at) / 1000 as first_resolution,
      dateDiff('millisecond', opened_at, last_solved_at) / 1000 as full_resolution,
      dateDiff('second', opened_at, leadInFrame(toNullable(opened_at)) over
        (partition by opened_by, JSONExtractString(opened_properties, 'topic') order by opened_at
         rows between unbounded preceding and unbounded following)) as next_contact,
      '' as feedback_type, '' as feedback_question, '' as feedback_text, null as feedback_score
    from (${perCase}))`;
}

export interface Windowed {
  /** Windows to answer for; a person has a row in each in which they were a customer at its start. */
  windows: readonly Span[];
  /** Activity within so many seconds before a window makes a customer. */
  seconds: number;
  /** Which events are activity. */
  activity: Sql;
  /** Group expressions over an event; in a window, a person is in the group of their latest activity before its end. */
  groups: readonly Sql[];
}

/**
 * One row a person and window: `last_before` and `next_within` are seconds of the epoch (0: none), `moments` all seconds
 * with activity in order, `bucket` is the window's start in milliseconds.
 */
export function customersAtStart({ windows, seconds, activity, groups }: Windowed): Sql {
  const starts = windows.map((window) => Math.floor(window.from.getTime() / 1000));
  const ends = windows.map((window) => Math.floor(window.to.getTime() / 1000));
  const first = new Date(Math.max(0, Math.min(...starts) - seconds) * 1000);
  const last = new Date(Math.max(...ends) * 1000);
  const named = groups.map(
    (group, index) => sql`argMax(${group}, (timestamp, arrival)) as ${GROUP_NAMES[index] ?? sql``}`,
  );
  const columns = groups.map((_, index) => GROUP_NAMES[index] ?? sql``);
  const list = (parts: readonly Sql[]) => (parts.length > 0 ? sql`, ${joinSql(parts, ", ")}` : sql``);
  const active = sql`${events}
      where ${happened(first, last)} and type not in ('identify', 'group', 'alias') and ${activity} and who != 0`;
  const perWindow = groups.length > 0 && windows.length > 1;
  // Windows follow on each other, so what was last in those up to one is what was last before its end.
  const people = perWindow
    ? sql`
      select who, arraySort(groupUniqArrayArray(seconds)) as moments,
        arraySort(lived -> lived.1, groupArray((unit${list(columns)}))) as lives
      from (
        select ${person} as who ${list(named)}, groupUniqArray(toUnixTimestamp(timestamp)) as seconds,
          roundDown(toUnixTimestamp(timestamp), ${[0, ...starts]}) as unit
        from ${active}
        group by who, unit)
      group by who`
    : sql`
      select ${person} as who ${list(named)}, arraySort(groupUniqArray(toUnixTimestamp(timestamp))) as moments
      from ${active}
      group by who`;
  const groupColumns = perWindow
    ? columns.map(
        (name, index) => sql`tupleElement(arrayLast(lived -> lived.1 < window.2, lives), ${index + 2}) as ${name}`,
      )
    : columns;
  return sql`(
    select who as person ${list(groupColumns)}, window.1 * 1000 as bucket, window.2 as window_to,
      arrayLast(moment -> moment < window.1, moments) as last_before,
      arrayFirst(moment -> moment >= window.1, moments) as next_within, moments
    from (${people})
    array join arrayZip(${starts}, ${ends}) as window
    where last_before != 0 and last_before >= window.1 - ${seconds})`;
}

/** Names of the group columns, by position. */
export const GROUP_NAMES: readonly Sql[] = [sql`group_0`, sql`group_1`];
