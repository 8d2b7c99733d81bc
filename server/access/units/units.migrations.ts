import { columns, createTable } from "../../platform/analytics/ddl.ts";
import type { EventMigration } from "../../platform/analytics/migrate.ts";
import { sql } from "../../platform/analytics/sql.ts";

/** Where units stand today: keys from the top down to each. The records say it; here it is looked up while a query reads. */
export const unitPlacesMigration: EventMigration = {
  version: 8,
  name: "unit_places",
  statements: (target) =>
    createTable(target, {
      name: "unit_places",
      columns: columns(
        sql`workspace UUID`,
        sql`unit String`,
        sql`kind String`,
        sql`path Array(String)`,
        sql`gone UInt8`,
        sql`version UInt64`,
      ),
      engine: "ReplacingMergeTree",
      engineArguments: sql`version`,
      orderBy: sql`(workspace, unit)`,
      shardBy: sql`cityHash64(unit)`,
    }),
};
