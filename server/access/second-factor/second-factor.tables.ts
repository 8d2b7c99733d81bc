import { bigint, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../../platform/db/instant-column.ts";
import { users } from "../users/users.tables.ts";

/** The app of a user that makes codes out of the time. */
export const secondFactors = pgTable("second_factors", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** What the codes are made with, sealed. */
  secret: text("secret").notNull(),
  /** Asked for at sign-in from then on; null while it is being set up. */
  confirmedAt: instant("confirmed_at"),
  /** The time step of the last code that was taken: neither it nor one before is taken again. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  /** Codes in a row that were tried and not taken. */
  failures: integer("failures").notNull().default(0),
  lockedUntil: instant("locked_until"),
});

/** Codes that let in once without the app. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256, hex: a code has 80 random bits. */
    hash: text("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
);
