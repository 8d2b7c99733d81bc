import { and, eq, isNotNull } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "../db/database.ts";
import { isOneOf } from "../db/many-rows.ts";
import { uses } from "../db/uses.tables.ts";
import { files } from "../files/files.tables.ts";
import { idempotencyKeys } from "../http/idempotency.tables.ts";
import { outboxMessages, outboxThings } from "../outbox/outbox.tables.ts";
import { eraseIn, rowsOfTable, writtenByStaff } from "./erase-mentions.ts";
import type { People, PersonalData } from "./personal-data.ts";

const ofWorkspace = (table: { workspace: PgColumn }, people: People) => eq(table.workspace, people.workspace);

async function* answersNaming(db: Database, people: People) {
  const key = [idempotencyKeys.actor, idempotencyKeys.endpoint, idempotencyKeys.key];
  for await (const row of rowsOfTable(db, idempotencyKeys, key, ofWorkspace(idempotencyKeys, people)))
    if (people.mentions.in(row.key) || (row.answer !== null && people.mentions.in(row.answer))) yield row;
}

/** Answers kept for a day, in case a request is repeated: without its answer, a repeat is told that it was done. */
const answers: PersonalData = {
  kind: "answers",
  tables: [idempotencyKeys],
  count: ({ db }, people) => countAll(answersNaming(db, people)),
  async eraseMentions({ db }, people) {
    let count = 0;
    for await (const { workspace, actor, endpoint, key } of answersNaming(db, people)) {
      count += 1;
      const isRow = and(
        ...[eq(idempotencyKeys.workspace, workspace), eq(idempotencyKeys.actor, actor)],
        ...[eq(idempotencyKeys.endpoint, endpoint), eq(idempotencyKeys.key, key)],
      );
      if (people.mentions.in(key)) await db.delete(idempotencyKeys).where(isRow);
      else await db.update(idempotencyKeys).set({ answer: null }).where(isRow);
    }
    return count;
  },
};

/** What waits to be delivered about them has nobody to be about any more; what names them among others, goes on without. */
const deliveries: PersonalData = {
  kind: "deliveries",
  tables: [outboxThings, outboxMessages],
  count: ({ db }, people) => countAll(messagesNaming(db, people)),
  async eraseMentions({ db }, people) {
    let count = 0;
    for await (const { workspace, topic, thing, number, payload } of messagesNaming(db, people)) {
      count += 1;
      await db
        .update(outboxMessages)
        .set({ payload: eraseIn(payload, people.mentions, "text") })
        .where(
          and(
            ...[eq(outboxMessages.workspace, workspace), eq(outboxMessages.topic, topic)],
            ...[eq(outboxMessages.thing, thing), eq(outboxMessages.number, number)],
          ),
        );
    }
    await db.transaction(async (tx) => {
      for (const table of [outboxThings, outboxMessages])
        await tx.delete(table).where(and(ofWorkspace(table, people), isOneOf(table.thing, people.keys)));
    });
    const key = [outboxThings.topic, outboxThings.thing];
    const failing = and(ofWorkspace(outboxThings, people), isNotNull(outboxThings.reason));
    for await (const { id, reason } of rowsOfTable(db, outboxThings, key, failing))
      if (reason !== null && people.mentions.in(reason))
        await db
          .update(outboxThings)
          .set({ reason: people.mentions.erase(reason) })
          .where(and(eq(outboxThings.id, id), eq(outboxThings.reason, reason)));
    return count;
  },
};

async function* messagesNaming(db: Database, people: People) {
  const keys = new Set(people.keys);
  const key = [outboxMessages.topic, outboxMessages.thing, outboxMessages.number];
  for await (const row of rowsOfTable(db, outboxMessages, key, ofWorkspace(outboxMessages, people)))
    if (keys.has(row.thing) || people.mentions.in(JSON.stringify(row.payload))) yield row;
}

async function countAll(rows: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of rows) count += 1;
  return count;
}

/** What the platform's own tables may hold of a person. */
export const platformData: PersonalData[] = [
  answers,
  deliveries,
  writtenByStaff({ kind: "files", table: files, key: [files.id], written: { name: "text" } }),
  writtenByStaff({
    kind: "uses",
    table: uses,
    key: [uses.kind, uses.id, uses.byKind, uses.byId],
    written: { byName: "text" },
  }),
];
