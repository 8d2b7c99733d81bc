import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { isOneOf } from "../db/many-rows.ts";
import { uses } from "../db/uses.tables.ts";
import { files } from "../files/files.tables.ts";
import { idempotencyKeys } from "../http/idempotency.tables.ts";
import { outboxMessages, outboxThings } from "../outbox/outbox.tables.ts";
import { eraseIn, writtenByStaff } from "./erase-mentions.ts";
import type { People, PersonalData } from "./personal-data.ts";

async function answersNaming(db: Database, people: People) {
  const rows = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.workspace, people.workspace));
  return rows.filter(({ key, answer }) => people.mentions.in(key) || (answer !== null && people.mentions.in(answer)));
}

/** Answers kept for a day, in case a request is repeated: without its answer, a repeat is told that it was done. */
const answers: PersonalData = {
  kind: "answers",
  tables: [idempotencyKeys],
  count: async ({ db }, people) => (await answersNaming(db, people)).length,
  async erase(db, people) {
    const found = await answersNaming(db, people);
    for (const { workspace, actor, endpoint, key } of found) {
      const isRow = and(
        ...[eq(idempotencyKeys.workspace, workspace), eq(idempotencyKeys.actor, actor)],
        ...[eq(idempotencyKeys.endpoint, endpoint), eq(idempotencyKeys.key, key)],
      );
      if (people.mentions.in(key)) await db.delete(idempotencyKeys).where(isRow);
      else await db.update(idempotencyKeys).set({ answer: null }).where(isRow);
    }
    return found.length;
  },
};

/** What waits to be delivered about them has nobody to be about any more; what names them among others, goes on without. */
const deliveries: PersonalData = {
  kind: "deliveries",
  tables: [outboxThings, outboxMessages],
  async count({ db }, people) {
    return (await messagesNaming(db, people)).length;
  },
  async erase(db, people) {
    const found = await messagesNaming(db, people);
    for (const { workspace, topic, thing, number, payload } of found)
      await db
        .update(outboxMessages)
        .set({ payload: eraseIn(payload, people.mentions) })
        .where(
          and(
            ...[eq(outboxMessages.workspace, workspace), eq(outboxMessages.topic, topic)],
            ...[eq(outboxMessages.thing, thing), eq(outboxMessages.number, number)],
          ),
        );
    for (const table of [outboxMessages, outboxThings])
      await db.delete(table).where(and(eq(table.workspace, people.workspace), isOneOf(table.thing, people.keys)));
    const reasons = await db
      .select({ id: outboxThings.id, reason: outboxThings.reason })
      .from(outboxThings)
      .where(and(eq(outboxThings.workspace, people.workspace), isNotNull(outboxThings.reason)));
    for (const { id, reason } of reasons)
      if (reason !== null && people.mentions.in(reason))
        await db
          .update(outboxThings)
          .set({ reason: people.mentions.erase(reason) })
          .where(eq(outboxThings.id, id));
    return found.length;
  },
};

async function messagesNaming(db: Database, people: People) {
  const keys = new Set(people.keys);
  const found: (typeof outboxMessages.$inferSelect)[] = [];
  const rows = await db
    .select()
    .from(outboxMessages)
    .where(eq(outboxMessages.workspace, people.workspace))
    .orderBy(outboxMessages.topic, outboxMessages.thing, outboxMessages.number);
  for (const row of rows) if (keys.has(row.thing) || people.mentions.in(JSON.stringify(row.payload))) found.push(row);
  return found;
}

/** What the platform's own tables may hold of a person. */
export const platformData: PersonalData[] = [
  answers,
  deliveries,
  writtenByStaff({ kind: "files", table: files, key: [files.id], except: ["purpose", "mediaType", "sha256", "state"] }),
  writtenByStaff({ kind: "uses", table: uses, key: [uses.kind, uses.id, uses.byKind, uses.byId] }),
];
