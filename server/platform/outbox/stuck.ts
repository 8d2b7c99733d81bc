import { and, asc, eq, gt, min, sql, sum } from "drizzle-orm";
import { z } from "zod";
import type { Context, System } from "../context.ts";
import { isId } from "../db/record-id.ts";
import { readCursor, writeCursor } from "../http/list-cursor.ts";
import { notFound, problem } from "../http/problem.ts";
import { outboxMessages, outboxThings } from "./outbox.tables.ts";

const place = z.tuple([z.string().refine(isId)]);

/** How much of a topic waits. */
export interface TopicState {
  topic: string;
  waiting: number;
  /** Things that wait for a person. */
  stuck: number;
  /** When the message that waits longest was sent. */
  since: Date | null;
}

/** What of the whole system waits, by topic. */
export async function topicStates({ db }: Pick<System, "db">): Promise<TopicState[]> {
  const rows = await db
    .select({
      topic: outboxThings.topic,
      waiting: sum(outboxThings.waiting),
      stuck: sql<string>`count(*) filter (where ${outboxThings.stuck})`,
    })
    .from(outboxThings)
    .groupBy(outboxThings.topic)
    .orderBy(asc(outboxThings.topic));
  const oldest = await db
    .select({ topic: outboxMessages.topic, first: min(outboxMessages.createdAt) })
    .from(outboxMessages)
    .groupBy(outboxMessages.topic);
  const since = new Map(oldest.map(({ topic, first }) => [topic, first]));
  return rows.map(({ topic, waiting, stuck }) => ({
    topic,
    waiting: Number(waiting ?? 0),
    stuck: Number(stuck),
    since: since.get(topic) ?? null,
  }));
}

/** Things of the workspace whose first message has failed at least once, the oldest first. @throws 400 for what is no cursor of this list */
export async function listFailing(ctx: Context, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const [after] = cursor === undefined ? [] : readCursor(place, cursor);
  const first = and(
    eq(outboxMessages.workspace, outboxThings.workspace),
    eq(outboxMessages.topic, outboxThings.topic),
    eq(outboxMessages.thing, outboxThings.thing),
    eq(outboxMessages.number, sql`${outboxThings.last} - ${outboxThings.waiting} + 1`),
  );
  const rows = await ctx.db
    .select({ thing: outboxThings, sentAt: outboxMessages.createdAt })
    .from(outboxThings)
    .innerJoin(outboxMessages, first)
    .where(and(failing(ctx), after === undefined ? undefined : gt(outboxThings.id, after)))
    .orderBy(asc(outboxThings.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(({ thing: { id, topic, thing, waiting, tries, stuck, ...row }, sentAt }) => ({
    ...{ id, topic, thing, waiting, tries, stuck },
    reason: row.reason ?? "",
    sentAt: sentAt.toISOString(),
    failedAt: row.failedAt?.toISOString() ?? null,
    nextTryAt: stuck ? null : row.dueAt.toISOString(),
  }));
  const next = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: next ? writeCursor([next.id]) : null };
}

/** Has the first message about a thing tried again, now and as often as a new one. @throws 404 */
export async function retry(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (db) => {
    const [row] = await db
      .select({ topic: outboxThings.topic, tries: outboxThings.tries })
      .from(outboxThings)
      .where(mine(ctx, id))
      .for("update");
    if (!row) throw notFound();
    await db.update(outboxThings).set({ stuck: false, tries: 0, reason: null, dueAt: ctx.now() }).where(mine(ctx, id));
    await ctx.trail.note(db, {
      kind: "delivery",
      id,
      name: row.topic,
      fields: { tries: { before: row.tries, after: 0 } },
    });
  });
}

/** Gives up the first message about a thing; those behind it are delivered. @throws 404, 409 while it is being tried */
export async function dropFirst(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (db) => {
    const held = sql<boolean>`coalesce(${outboxThings.heldUntil} > clock_timestamp(), false)`;
    const [row] = await db
      .select({ thing: outboxThings, held })
      .from(outboxThings)
      .where(and(failing(ctx), mine(ctx, id)))
      .for("update");
    if (!row) throw notFound();
    if (row.held) throw problem("being_delivered");
    const { workspace, topic, thing, last, waiting } = row.thing;
    await db
      .delete(outboxMessages)
      .where(
        and(
          eq(outboxMessages.workspace, workspace),
          eq(outboxMessages.topic, topic),
          eq(outboxMessages.thing, thing),
          eq(outboxMessages.number, last - waiting + 1),
        ),
      );
    const left = { waiting: waiting - 1, stuck: false, tries: 0, reason: null, failedAt: null, dueAt: ctx.now() };
    if (waiting === 1) await db.delete(outboxThings).where(mine(ctx, id));
    else await db.update(outboxThings).set(left).where(mine(ctx, id));
    await ctx.trail.note(db, {
      kind: "delivery",
      id,
      name: topic,
      fields: { waiting: { before: waiting, after: waiting - 1 } },
    });
  });
}

function mine(ctx: Context, id: string) {
  return and(eq(outboxThings.workspace, ctx.workspace.id), eq(outboxThings.id, id));
}

function failing(ctx: Context) {
  return and(eq(outboxThings.workspace, ctx.workspace.id), gt(outboxThings.tries, 0));
}
