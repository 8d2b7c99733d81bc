import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../db/instant-column.ts";

/** What was answered to a request that carried an `Idempotency-Key`, so that the same request gets the same answer. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** Empty where a person acts outside of any workspace. */
    workspace: text("workspace").notNull(),
    actor: text("actor").notNull(),
    /** Method and path of the contract. */
    endpoint: text("endpoint").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of address and body. */
    fingerprint: text("fingerprint").notNull(),
    /** The execution that holds the key. */
    claim: text("claim").notNull(),
    claimedAt: instant("claimed_at").notNull(),
    /** When it ended well; null while it runs, or since its process was killed. */
    answeredAt: instant("answered_at"),
    /** The answer as it was sent; null where it held a secret. */
    answer: text("answer"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.actor, table.endpoint, table.key] }),
    index("idempotency_keys_claimed_at").on(table.claimedAt),
  ],
);
