import type { Period } from "../../contracts/metrics.ts";
import { listPeople } from "../contacts/contacts.ts";
import { resolvePeriod } from "../metrics/metrics.ts";
import type { Context } from "../platform/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { audienceSql } from "../segments/segments.ts";
import { boundSteps } from "./journey-numbers.ts";
import { stepPeopleSql, type Which } from "./numbers-sql.ts";
import { getJourney } from "./read-journeys.ts";

export interface PeopleAsked {
  which: Which;
  period: Period;
  timezone?: string | undefined;
  segment?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const NOBODY = { items: [], total: 0, nextCursor: null };

/** The people that a step's number counts, a page at a time. */
export async function listStepPeople(
  ctx: Context,
  { id, step }: { id: string; step: string },
  { which, period, timezone, segment, limit, cursor }: PeopleAsked,
  signal?: AbortSignal,
) {
  const { document } = await getJourney(ctx, id);
  if (!document.phases.some((phase) => phase.steps.some((each) => each.id === step))) throw notFound();
  const among = await audienceSql(ctx, segment);
  const span = { ...resolvePeriod(period, timezone ?? ctx.workspace.timezone, ctx.now()), among };
  const bound = await boundSteps(ctx, document);
  const at = bound.findIndex((each) => each.id === step);
  if (at < 0 || (at === 0 && which === "droppedOff")) return NOBODY;
  const people = stepPeopleSql(bound, at, which, span, document.windowDays);
  return listPeople(ctx, people, { limit, cursor }, signal);
}
