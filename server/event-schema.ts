import { contactsMigration, visitsMigration } from "./know/contacts/contacts.ts";
import { segmentsMigration } from "./know/segments/segments.ts";
import { cameByMigration, eventsMigration, testEventsMigration } from "./log/events/events.ts";
import type { EventMigration } from "./platform/analytics/migrate.ts";

/** Every change of the event store's schema, in the order in which they are made. A new one goes to the end. */
export const eventMigrations: readonly EventMigration[] = [
  eventsMigration,
  contactsMigration,
  cameByMigration,
  visitsMigration,
  segmentsMigration,
  testEventsMigration,
];
