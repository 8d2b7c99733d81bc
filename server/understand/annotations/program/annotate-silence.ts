import { and, desc, eq, isNull, sql as records } from "drizzle-orm";
import { DAY } from "../../../../contracts/words/durations.ts";
import type { ContextOf } from "../../../know/segments/segments.ts";
import { joinSql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { System } from "../../../platform/context.ts";
import { annotations } from "../annotations.tables.ts";
import { aliveSince } from "./annotate-outage.ts";
import { writeOnce } from "./write-once.ts";

/** How long a source says nothing before it is called silent. */
const SILENT = DAY;
/** What makes silence strange: so many events on each of so many days, and not all in one run a night. */
const USUAL = { days: 7, eventsADay: 10, hours: 28 };
/** What is looked at: the usual days and the silence, and a day in which the program may not have looked. */
const LOOKED_AT = USUAL.days * DAY + SILENT + DAY;
/** Silences found, and silences watched for their end, in one go. */
const MOST = 200;

/** Writes down which sources have gone silent, and when those that had speak again. */
export async function annotateSilences(system: System, contextOf: ContextOf): Promise<void> {
  await endSilences(system, contextOf);
  // Who could not be heard was not silent.
  const since = await aliveSince(system);
  if (since === undefined || system.now().getTime() - since.getTime() < SILENT) return;
  for (const { id: workspace, source, last } of await findSilent(system)) {
    const happenedAt = new Date(Number(last));
    await writeOnce(contextOf, workspace, {
      cause: { reason: "source_silent", source },
      ...{ key: `${happenedAt.toISOString()} ${source}`, name: source, kind: "data", happenedAt },
    });
  }
}

/** One statement for all workspaces: the hours in which each source was heard, and what they say of its days. */
async function findSilent({ analytics, now }: System) {
  const from = new Date(now().getTime() - LOOKED_AT);
  return analytics.ask<{ id: string; source: string; last: string }>(
    sql`select toString(workspace) as id, source, toUnixTimestamp64Milli(max(heard)) as last
        from (
          select workspace, source, toStartOfHour(received_at) as hour, count() as events, max(received_at) as heard
          from events where came_by = 'live' and received_at > ${from} group by workspace, source, hour)
        group by workspace, source
        having last <= ${now().getTime() - SILENT} and count() >= ${USUAL.hours} and arrayAll(
          ago -> arraySum(arrayMap(
            (hour, events) -> if(intDiv(last - 1000 * toUnixTimestamp(hour), ${DAY}) = ago, events, 0),
            groupArray(hour), groupArray(events))) >= ${USUAL.eventsADay},
          range(${USUAL.days}))
        order by last desc, id, source limit ${MOST}`,
    { tenant: null },
  );
}

async function endSilences(system: System, contextOf: ContextOf): Promise<void> {
  const open = await system.db
    .select({
      workspace: annotations.workspace,
      id: annotations.id,
      source: annotations.name,
      since: annotations.happenedAt,
    })
    .from(annotations)
    .where(and(eq(annotations.reason, "source_silent"), isNull(annotations.endedAt)))
    .orderBy(desc(annotations.happenedAt))
    .limit(MOST);
  if (open.length === 0) return;
  const from = new Date(system.now().getTime() - LOOKED_AT);
  const heard = joinSql(
    open.map(
      ({ workspace, source, since }) =>
        sql`(workspace = ${typed.uuid(workspace)} and source = ${source} and received_at > ${since})`,
    ),
    " or ",
  );
  const rows = await system.analytics.ask<{ id: string; source: string; first: string }>(
    sql`select toString(workspace) as id, source, toUnixTimestamp64Milli(min(received_at)) as first
        from events where came_by = 'live' and received_at > ${from} and (${heard}) group by workspace, source`,
    { tenant: null },
  );
  for (const { id: workspace, source, first } of rows) {
    const silence = open.find((each) => each.workspace === workspace && each.source === source);
    if (!silence) continue;
    const ctx = await contextOf(workspace);
    const endedAt = new Date(Number(first));
    await ctx.db.transaction(async (tx) => {
      await tx
        .update(annotations)
        .set({ endedAt, revision: records`${annotations.revision} + 1`, updatedAt: ctx.now() })
        .where(and(eq(annotations.workspace, workspace), eq(annotations.id, silence.id)));
      const fields = { endedAt: { before: null, after: endedAt } };
      await ctx.trail.note(tx, { kind: "annotation", id: silence.id, name: source, fields });
    });
  }
}
