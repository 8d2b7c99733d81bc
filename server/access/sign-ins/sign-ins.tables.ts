import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { SignInEvent } from "../../../contracts/words/sign-ins.ts";
import { instant } from "../../platform/db/instant-column.ts";
import { users } from "../users/users.tables.ts";

/** How somebody signed in, or why not. It goes with the account. */
export const signIns = pgTable(
  "sign_ins",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    event: text("event").$type<SignInEvent>().notNull(),
    at: instant("at").notNull(),
    times: integer("times").notNull().default(1),
    /** Names, never what a browser says of itself in full. */
    browser: text("browser").notNull(),
    system: text("system").notNull(),
    network: text("network").notNull(),
  },
  (table) => [index("sign_ins_user").on(table.userId, table.at, table.id), index("sign_ins_at").on(table.at)],
);
