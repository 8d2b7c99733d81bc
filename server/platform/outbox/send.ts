import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Database } from "../db/database.ts";
import { outboxMessages, outboxThings } from "./outbox.tables.ts";

const MOST_BYTES = 256 * 1024;

/** Something to be done once a transaction is kept, and only then. */
export interface Message {
  workspace: string;
  topic: string;
  /** Messages of one topic about one thing are delivered in the order in which their transactions were kept. */
  thing: string;
  payload: object;
}

/**
 * Puts a message into the outbox, as part of the caller's transaction. Until that ends, others that send about the same
 * thing wait. @throws TypeError for a payload over 256 KB
 */
export async function send(db: Database, { workspace, topic, thing, payload }: Message, now: Date): Promise<void> {
  const text = JSON.stringify(payload);
  if (text.length > MOST_BYTES) throw new TypeError(`A message of the outbox may have ${MOST_BYTES} bytes at most.`);
  const instant = now.toISOString();
  await db.execute(sql`
    with one as (
      insert into ${outboxThings} (workspace, topic, thing, id, last, waiting, due_at, tries, stuck)
      values (${workspace}, ${topic}, ${thing}, ${uuidv7()}, 1, 1, ${instant}, 0, false)
      on conflict (workspace, topic, thing) do update
        set last = ${outboxThings.last} + 1, waiting = ${outboxThings.waiting} + 1
      returning last)
    insert into ${outboxMessages} (workspace, topic, thing, number, payload, created_at)
    select ${workspace}, ${topic}, ${thing}, last, ${text}::json, ${instant}::timestamptz from one`);
}

/** Removes what waits of a topic, for whoever sends all of it anew. */
export async function unsend(db: Database, topic: string): Promise<void> {
  await db.delete(outboxMessages).where(eq(outboxMessages.topic, topic));
  await db.delete(outboxThings).where(eq(outboxThings.topic, topic));
}

/** Keeps what waits from being delivered until a person says so, as after it came back with a backup. */
export async function holdAll(db: Database, reason: string): Promise<void> {
  await db
    .update(outboxThings)
    .set({ stuck: true, reason, tries: sql`greatest(${outboxThings.tries}, 1)`, heldBy: null, heldUntil: null });
}
