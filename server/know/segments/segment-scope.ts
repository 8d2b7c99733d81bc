import type { Condition } from "../../../contracts/log/conditions.ts";
import { groupsIn, segmentsIn } from "../../../rules/segments-in.ts";
import { conditionSql } from "../../log/events/events.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { unknownRecord } from "../../platform/db/uses.ts";
import { problem } from "../../platform/http/problem.ts";
import { isOfAccount } from "../accounts/accounts.ts";
import { person } from "../contacts/contacts.ts";
import { personsMeeting, readLists } from "./people-lists.ts";
import { personsSql } from "./persons-sql.ts";
import { records } from "./read-segments.ts";

/** Each is one more reading of the log. */
const MOST_SEGMENTS = 10;
const MOST_GROUPS = 10;

/**
 * The predicate of a query's filter over its events: `1` for none. A segment in it takes the events of the people who
 * are in the segment now, a group those of the people who belong to it. `path` is where the query holds it.
 * @throws 400 for a segment that is not there, or too many of them
 */
export async function filterSql(ctx: Context, filter: Condition | undefined, path = "filter"): Promise<Sql> {
  if (filter === undefined) return sql`1`;
  const asked = segmentsIn(filter);
  if (asked.length > MOST_SEGMENTS)
    throw problem("too_many_segments", { path, total: asked.length, most: MOST_SEGMENTS });
  const groups = groupsIn(filter).length;
  if (groups > MOST_GROUPS) throw problem("too_many_groups", { path, total: groups, most: MOST_GROUPS });
  const rows = asked.length === 0 ? [] : await records.list(ctx, asked);
  const known = new Map(rows.map((row) => [row.id, row.condition]));
  const conditions = asked.flatMap((id) => known.get(id) ?? []);
  const lists = await readLists(ctx, conditions, path);
  const now = ctx.now();
  return conditionSql(filter, {
    segment(id) {
      const condition = known.get(id);
      if (condition === undefined) throw unknownSegment(id, path);
      return isAmong(personsSql(condition, now, lists));
    },
    group: isOfAccount,
  });
}

/** The same of one segment alone, as journeys take it: everybody without one. @throws 400 for a segment that is not there */
export function audienceSql(ctx: Context, segment: string | undefined): Promise<Sql> {
  return filterSql(ctx, segment === undefined ? undefined : { segment }, "segment");
}

/** The group of an event in a breakdown by a segment: its name, null for the events of everybody else. @throws 400 */
export async function segmentGroup(ctx: Context, id: string, path: string): Promise<Sql> {
  const [segment] = await records.list(ctx, [id]);
  if (!segment) throw unknownSegment(id, path);
  const people = await personsMeeting(ctx, segment.condition, ctx.now(), path);
  return sql`if(${isAmong(people)}, ${segment.name}, null)`;
}

/** Whether the person behind an event is one of `people`. */
function isAmong(people: Sql): Sql {
  // `global`, because on several servers each holds only its own part of the people.
  return sql`(${person} global in (${people}))`;
}

/** What asks for a segment that is not there, at a path of the request, is told so. */
export function unknownSegment(id: string, path: string) {
  return unknownRecord("segment", id, path);
}
