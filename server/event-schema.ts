import { contactsMigration } from "./know/contacts/contacts.ts";
import { eventsMigration } from "./log/events/events.ts";
import type { EventMigration } from "./platform/analytics/migrate.ts";

/** Every change of the event store's schema, in the order in which they are made. A new one goes to the end. */
export const eventMigrations: readonly EventMigration[] = [eventsMigration, contactsMigration];
