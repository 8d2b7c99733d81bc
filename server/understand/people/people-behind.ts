import type { PeopleBehind } from "../../../contracts/understand/people.ts";
import { accountPeople } from "../../know/accounts/accounts.ts";
import { pageOfPeople } from "../../know/contacts/contacts.ts";
import { segmentPeople } from "../../know/segments/segments.ts";
import type { Sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { funnelPeople, pathsPeople, processPeople, retentionPeople } from "../explore/explore.ts";
import { stepPeople, touchpointPeople } from "../journeys/journeys.ts";

/** The first people behind a number, newest first, and how many there are in all. @throws as their list does */
export async function peopleBehind(ctx: Context, of: PeopleBehind, limit: number, signal?: AbortSignal) {
  return pageOfPeople(ctx, await peopleSql(ctx, of, signal), { limit }, signal);
}

async function peopleSql(ctx: Context, of: PeopleBehind, signal?: AbortSignal): Promise<Sql> {
  if (of.funnel) return funnelPeople(ctx, of.funnel, signal);
  if (of.retention) return retentionPeople(ctx, of.retention);
  if (of.paths) return pathsPeople(ctx, of.paths, signal);
  if (of.process) return processPeople(ctx, of.process, signal);
  if (of.journey) return stepPeople(ctx, of.journey, of.journey);
  if (of.touchpoint) return touchpointPeople(ctx, of.touchpoint.id, of.touchpoint);
  if (of.account) return accountPeople(ctx, of.account.id, signal);
  if (of.segment) return segmentPeople(ctx, of.segment.id);
  throw new TypeError("The contract lets in exactly one kind of people.");
}
