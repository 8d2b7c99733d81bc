import { unitPlacesMigration } from "./access/access.ts";
import { importRowsMigration } from "./collect/imports/imports.ts";
import { contactsMigration, visitsMigration } from "./know/contacts/contacts.ts";
import { segmentsMigration } from "./know/segments/segments.ts";
import { cameByMigration, eventsMigration, testEventsMigration, unitMigration } from "./log/events/events.ts";
import type { TenantTables } from "./platform/analytics/analytics.ts";
import type { EventMigration } from "./platform/analytics/migrate.ts";

/** Every change of the event store's schema, in the order in which they are made. A new one goes to the end. */
export const eventMigrations: readonly EventMigration[] = [
  eventsMigration,
  contactsMigration,
  cameByMigration,
  visitsMigration,
  segmentsMigration,
  testEventsMigration,
  unitMigration,
  unitPlacesMigration,
  importRowsMigration,
];

/** Its tables, and what of each is read by who sees some units only. */
export const tenantTables: TenantTables = {
  events: "unit",
  test_events: "unit",
  unit_places: "unit",
  person_aliases: "whole",
  visits: "nothing",
  segment_moves: "nothing",
  import_rows: "nothing",
};
