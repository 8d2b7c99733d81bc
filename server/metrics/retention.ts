import type { RetentionAnswer, RetentionQuestion } from "../../contracts/metrics.ts";
import { person } from "../contacts/contacts.ts";
import { conditionSql, events, happened } from "../events/events.ts";
import { joinSql, sql } from "../platform/analytics/sql.ts";
import type { Context } from "../platform/context.ts";
import { toMeasured } from "./metric.ts";
import { bucketsOf, resolvePeriod } from "./period.ts";
import { wilson } from "./statistics.ts";

const MINIMUM_N = 5;

/**
 * Cohort retention: people by the unit in which they first met the start condition within the period, and how many met
 * the return condition k units later (`classic`: in that unit; `rolling`: in it or any later one). Unit 0 is the cohort's
 * own. Only units that are over count, in a cohort's row and in the mean.
 */
export async function answerRetention(
  ctx: Context,
  question: RetentionQuestion,
  signal: AbortSignal,
): Promise<RetentionAnswer> {
  const timezone = question.timezone ?? ctx.workspace.timezone;
  const asOf = ctx.now();
  const span = resolvePeriod(question.period, timezone, asOf);
  const cohorts = bucketsOf(span, question.interval, timezone);
  const first = cohorts[0]?.start ?? span.from;
  const units = bucketsOf({ from: first, to: new Date(asOf.getTime() + 1) }, question.interval, timezone);
  const anything = sql`type not in ('identify', 'group', 'alias')`;
  const starts = question.start ? conditionSql(question.start) : anything;
  const returns = question.return ? conditionSql(question.return) : anything;
  const filter = question.filter ? conditionSql(question.filter) : sql`1`;
  const boundaries = joinSql(
    units.map(({ start }) => sql`toInt64(${String(start.getTime())})`),
    ", ",
  );
  const later = question.kind === "rolling" ? sql`[arrayMax(seen)]` : sql`seen`;
  // Units go by the instant they begin. The cohort's own stands for the whole cohort, so it is always among the seen.
  const rows = await ctx.analytics.ask<{ cohort: string; later: string; people: string }>(
    sql`
      select cohort, later, count() as people from (
        select minIf(unit, starts and timestamp < ${span.to}) as cohort,
          groupUniqArrayIf(unit, returns) as seen,
          arrayJoin(arrayPushFront(arrayFilter(each -> each > cohort, ${later}), cohort)) as later
        from (
          select ${person} as who, timestamp, ${starts} as starts, ${returns} as returns,
            roundDown(toUnixTimestamp64Milli(timestamp), [${boundaries}]) as unit
          from ${events}
          where ${happened(first, new Date(asOf.getTime() + 1))} and ${filter} and (starts or returns) and who != 0)
        group by who
        having countIf(starts and timestamp < ${span.to}) > 0)
      group by cohort, later`,
    { tenant: ctx.workspace.id, signal },
  );
  const placeOf = new Map(units.map(({ start }, at) => [start.getTime(), at]));
  const place = (instant: string) => placeOf.get(Number(instant)) ?? 0;
  const peopleAt = new Map(
    rows.map((row) => [`${place(row.cohort)}|${place(row.later) - place(row.cohort)}`, Number(row.people)]),
  );
  const over = units.filter((unit) => unit.end.getTime() <= asOf.getTime()).length;

  const answered = cohorts.map(({ start }, cohort) => {
    const size = peopleAt.get(`${cohort}|0`) ?? 0;
    const retained = Array.from({ length: question.intervals + 1 }, (_, later) => {
      if (later === 0) return size;
      if (cohort + later >= over) return null;
      if (question.kind === "classic") return peopleAt.get(`${cohort}|${later}`) ?? 0;
      let people = 0;
      for (let at = later; at < units.length - cohort; at += 1) people += peopleAt.get(`${cohort}|${at}`) ?? 0;
      return people;
    });
    return { start: start.toISOString(), size, retained };
  });
  const mean = Array.from({ length: question.intervals + 1 }, (_, later) => {
    const complete = answered.filter((each) => each.retained[later] !== null);
    const base = complete.reduce((sum, each) => sum + each.size, 0);
    const kept = complete.reduce((sum, each) => sum + (each.retained[later] ?? 0), 0);
    return toMeasured(wilson(kept, base), MINIMUM_N);
  });
  return { definition: "cohort_retention@1", cohorts: answered, mean, timezone, asOf: asOf.toISOString() };
}
