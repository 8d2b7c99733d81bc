import { bigint, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../../platform/db/instant-column.ts";

/** How far each follower has come in the event log, and which process is at it. */
export const followers = pgTable("followers", {
  name: text("name").primaryKey(),
  /** Everything up to this place was handled. */
  arrival: bigint("arrival", { mode: "bigint" }).notNull(),
  /** What was handled shortly before that place, by which events that turn up late in it are noticed. */
  seen: jsonb("seen").$type<Record<string, string>>().notNull(),
  /** Nothing up to this place is news: it was there before the follower, or came back with a backup. */
  newsAfter: bigint("news_after", { mode: "bigint" }).notNull(),
  /** Rises with every step: whoever comes with another number was overtaken. */
  turn: bigint("turn", { mode: "number" }).notNull(),
  movedAt: instant("moved_at"),
  /** The process that is at it, until it has to say so again. */
  heldBy: text("held_by"),
  heldUntil: instant("held_until"),
  /** Failures since the last step that worked. */
  failures: integer("failures").notNull(),
  reason: text("reason"),
});
