import { columns, createTable } from "../../platform/analytics/ddl.ts";
import type { EventMigration } from "../../platform/analytics/migrate.ts";
import { sql } from "../../platform/analytics/sql.ts";

/**
 * Which events each import said. Two imports may say the same event, which is stored once: a mark on the event could name
 * one of them only, and taking that one back would take from the other.
 */
export const importRowsMigration: EventMigration = {
  version: 9,
  name: "import_rows",
  statements: (target) =>
    createTable(target, {
      name: "import_rows",
      columns: columns(
        sql`workspace UUID`,
        sql`import_id UUID`,
        sql`event LowCardinality(String)`,
        sql`day Date`,
        sql`message_key UInt64`,
        sql`identifier_key UInt64`,
        sql`noted_at DateTime64(3, 'UTC')`,
      ),
      engine: "ReplacingMergeTree",
      engineArguments: sql`noted_at`,
      orderBy: sql`(workspace, import_id, event, day, message_key)`,
      shardBy: sql`identifier_key`,
    }),
};
