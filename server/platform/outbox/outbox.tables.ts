import { sql } from "drizzle-orm";
import { boolean, index, integer, json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "../db/instant-column.ts";

const key = () => ({
  workspace: text("workspace").notNull(),
  topic: text("topic").notNull(),
  thing: text("thing").notNull(),
});

/** What messages are waiting about: delivered in order, by one process at a time. Gone when nothing waits. */
export const outboxThings = pgTable(
  "outbox_things",
  {
    ...key(),
    /** By which people name it. */
    id: text("id").notNull(),
    /** Number of its last message. Whoever adds one holds the row until their transaction ends, so numbers rise as they are committed. */
    last: integer("last").notNull(),
    waiting: integer("waiting").notNull(),
    /** When its first message is tried next. */
    dueAt: instant("due_at").notNull(),
    /** Failures of its first message. */
    tries: integer("tries").notNull(),
    reason: text("reason"),
    failedAt: instant("failed_at"),
    /** Tried often enough: it waits until a person decides. */
    stuck: boolean("stuck").notNull(),
    heldBy: text("held_by"),
    heldUntil: instant("held_until"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.topic, table.thing] }),
    uniqueIndex("outbox_things_id").on(table.id),
    index("outbox_things_due").on(table.topic, table.dueAt).where(sql`not stuck`),
    index("outbox_things_failing").on(table.workspace, table.id).where(sql`tries > 0`),
  ],
);

export const outboxMessages = pgTable(
  "outbox_messages",
  {
    ...key(),
    number: integer("number").notNull(),
    payload: json("payload").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.topic, table.thing, table.number] })],
);
