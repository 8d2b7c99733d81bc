import { and, eq } from "drizzle-orm";
import { HOUR } from "../../../../contracts/words/durations.ts";
import { asksForUnits } from "../../../../rules/segments-in.ts";
import { UNITS_PLACED } from "../../../access/access.ts";
import { deleteRows } from "../../../platform/analytics/ddl.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context, System } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { send, type Topic, unsend } from "../../../platform/outbox/outbox.ts";
import type { Job } from "../../../platform/queue/job.ts";
import { records } from "../read-segments.ts";
import { segmentCounts, segments } from "../segments.tables.ts";
import { countMoves, keepCounts } from "./count-moves.ts";
import { type Cause, type Counted, noteAllMoves } from "./note-moves.ts";
import { unlessRefused } from "./unless-refused.ts";

const TOPIC = "count_segment";

/** Work of the system itself inside a workspace. */
export type ContextOf = (workspace: string) => Promise<Context>;

/** Has a segment counted that was described anew, or forgotten what was counted of one that is gone. */
export function sendCount(db: Database, workspace: string, segment: string, now: Date): Promise<void> {
  return send(db, { workspace, topic: TOPIC, thing: segment, payload: {} }, now);
}

/** Has every segment counted, after records were restored. */
export async function sendCounts(db: Database, now: Date): Promise<void> {
  await unsend(db, TOPIC);
  for (const { workspace, id } of await db.select({ workspace: segments.workspace, id: segments.id }).from(segments))
    await sendCount(db, workspace, id, now);
}

/** Counts a segment as it is described at the time. */
export function countSegment(contextOf: ContextOf): Topic {
  return {
    name: TOPIC,
    seconds: 600,
    async deliver({ workspace, thing }) {
      const ctx = await contextOf(workspace);
      const [segment] = await records.list(ctx, [thing]);
      if (segment) await recount(ctx, segment, "definition");
      else await forget(ctx, thing);
    },
  };
}

/** Counts the segments that ask where things happened, when units were moved: sooner than time would show it. */
export function countInUnits(contextOf: ContextOf): Topic {
  return {
    name: UNITS_PLACED,
    seconds: 600,
    async deliver({ workspace }) {
      const ctx = await contextOf(workspace);
      for (const segment of await records.list(ctx))
        if (asksForUnits(segment.condition)) await recountUnlessRefused(ctx, segment, "time");
    },
  };
}

export function recountJob(system: System, contextOf: ContextOf): Job {
  return {
    name: "segments.recount",
    every: 60 * 60,
    run: (_job, signal) => recountSegments(system, contextOf, signal),
  };
}

/**
 * Looks at everybody in every segment: time moves people out of what they did "within 30 days" without anything
 * happening. What events and merges moved meanwhile is found here as well, should it have been missed.
 */
export async function recountSegments(system: System, contextOf: ContextOf, signal: AbortSignal): Promise<void> {
  const rows = await system.db.selectDistinct({ workspace: segments.workspace }).from(segments);
  for (const { workspace } of rows) {
    await recountAll(await contextOf(workspace), "time", signal);
  }
}

/** Looks at everybody in every segment of a workspace, as after events were taken out of the log. */
export async function recountAll(ctx: Context, cause: Cause, signal: AbortSignal): Promise<void> {
  for (const segment of await records.list(ctx)) {
    signal.throwIfAborted();
    await recountUnlessRefused(ctx, segment, cause);
  }
}

async function recountUnlessRefused(ctx: Context, segment: Counted, cause: Cause): Promise<void> {
  const what = { workspace: ctx.workspace.id, segment: segment.id };
  await unlessRefused(ctx.log, what, () => recount(ctx, segment, cause));
}

async function recount(ctx: Context, segment: Counted, cause: Cause): Promise<void> {
  const mine = and(eq(segmentCounts.workspace, ctx.workspace.id), eq(segmentCounts.segment, segment.id));
  const [counted] = await ctx.db.select({ hour: segmentCounts.hour }).from(segmentCounts).where(mine).limit(1);
  await noteAllMoves(ctx, segment, counted ? cause : "definition");
  await keepCounts(ctx.db, await countMoves(ctx, [segment.id], "all"));
  if (counted) return;
  // Counted for the first time, also where nobody is in it.
  const hour = new Date(Math.floor(ctx.now().getTime() / HOUR) * HOUR);
  const nobody = { size: 0, entered: 0, gone: 0, enteredByNews: 0, goneByNews: 0, redefined: true };
  await ctx.db
    .insert(segmentCounts)
    .values({ workspace: ctx.workspace.id, segment: segment.id, hour, ...nobody })
    .onConflictDoNothing();
}

async function forget(ctx: Context, id: string): Promise<void> {
  const { id: workspace } = ctx.workspace;
  await ctx.db.delete(segmentCounts).where(and(eq(segmentCounts.workspace, workspace), eq(segmentCounts.segment, id)));
  await ctx.analytics.command(deleteRows(ctx.analytics, "segment_moves", ofSegment(workspace, id)));
}

function ofSegment(workspace: string, id: string): Sql {
  return sql`workspace = ${typed.uuid(workspace)} and segment = ${typed.uuid(id)}`;
}
