import { FEEDBACK_EVENT } from "../../../contracts/words/messages.ts";
import { events } from "../../log/events/events.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";

export const scored = sql`event = ${FEEDBACK_EVENT} and isNotNull(feedback_score)`;

export interface Given {
  key: string;
  type: string;
  scale: number;
  answers: number;
}

/** Scored answers under these keys in the whole workspace, by what they were taken for. */
export async function answersUnder(ctx: Context, keys: readonly string[]): Promise<Given[]> {
  const rows = await ctx.analytics.ask<{ key: string; type: string; scale: number; n: string }>(
    sql`select feedback_question as key, feedback_type as type, feedback_scale as scale, count() as n from ${events}
        where ${scored} and has(${keys}, feedback_question) group by key, type, scale order by n desc`,
    { tenant: wholeOf(ctx.workspace.id) },
  );
  return rows.map(({ key, type, scale, n }) => ({ key, type, scale: Number(scale), answers: Number(n) }));
}
