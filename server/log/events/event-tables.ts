import { type Sql, sql } from "../../platform/analytics/sql.ts";

/** Where events are kept: those that count, and those sent as a test. */
export type EventTable = "events" | "test_events";

/** The only way to read events: every repeat of a message folded into one, whatever has been merged. */
export const events: Sql = sql`events final`;

/** The same for what was sent as a test: shown as such, and counted nowhere. */
export const testEvents: Sql = sql`test_events final`;
