import { addColumn, columns, createTable, type TableShape } from "../../platform/analytics/ddl.ts";
import type { EventMigration } from "../../platform/analytics/migrate.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";

/**
 * What happened, one row an event.
 *
 * The sorting key is made only of what a sender repeats when it sends the same message again: its event, the day it
 * says it happened and its message id. A receive time in the key would let a resend through as a second event. Until
 * parts are merged, `final` folds repeats at reading; within one month's partition, and at no cost once that is merged.
 */
export const eventsMigration: EventMigration = {
  version: 1,
  name: "events",
  statements: (target) => createTable(target, eventTable("events")),
};

function eventTable(name: string, ...more: Sql[]): TableShape {
  return {
    name,
    columns: columns(
      sql`workspace UUID`,
      sql`event LowCardinality(String)`,
      sql`day Date`,
      sql`message_key UInt64`,
      sql`message_id String`,
      sql`type LowCardinality(String)`,
      sql`timestamp DateTime64(3, 'UTC')`,
      sql`received_at DateTime64(3, 'UTC')`,
      sql`arrival UInt64`,
      sql`identifier_key UInt64`,
      sql`user_id String`,
      sql`anonymous_id String`,
      sql`group_id String`,
      sql`source LowCardinality(String)`,
      sql`channel LowCardinality(String)`,
      sql`touchpoint LowCardinality(String)`,
      sql`language LowCardinality(String)`,
      sql`properties String`,
      sql`context String`,
      sql`feedback_type LowCardinality(String)`,
      sql`feedback_question LowCardinality(String)`,
      sql`feedback_submission String`,
      sql`feedback_scale UInt8`,
      sql`feedback_score Nullable(Float64)`,
      sql`feedback_text String`,
      sql`index received_at_range received_at type minmax granularity 1`,
      sql`index arrival_range arrival type minmax granularity 1`,
      sql`index timestamp_range timestamp type minmax granularity 1`,
      sql`index identifier_key_filter identifier_key type bloom_filter(0.01) granularity 1`,
      sql`index message_filter message_key type bloom_filter(0.01) granularity 1`,
      ...more,
    ),
    engine: "ReplacingMergeTree",
    engineArguments: sql`arrival`,
    partitionBy: sql`toYYYYMM(day)`,
    orderBy: sql`(workspace, event, day, message_key)`,
    shardBy: sql`identifier_key`,
  };
}

/** What came before roads were told is taken for no news. */
export const cameByMigration: EventMigration = {
  version: 3,
  name: "events_came_by",
  statements: (target) => addColumn(target, "events", sql`came_by LowCardinality(String) after arrival`),
};

/** What was sent with a mark as a test, in a table of its own: what counts events cannot count it. */
export const testEventsMigration: EventMigration = {
  version: 6,
  name: "test_events",
  statements: (target) => createTable(target, eventTable("test_events", sql`came_by LowCardinality(String)`)),
};

/** Where it happened, and what that was part of then. */
export const unitMigration: EventMigration = {
  version: 7,
  name: "events_unit",
  statements: (target) =>
    ["events", "test_events"].flatMap((table) => [
      ...addColumn(target, table, sql`unit LowCardinality(String) after touchpoint`),
      ...addColumn(target, table, sql`unit_path Array(LowCardinality(String)) after unit`),
    ]),
};
