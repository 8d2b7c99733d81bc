import { columns, createTable } from "../../platform/analytics/ddl.ts";
import type { EventMigration } from "../../platform/analytics/migrate.ts";
import { sql } from "../../platform/analytics/sql.ts";

/**
 * Who came into a segment and went out of it: a person's first move is in, the second out, and so on, so that a move noted
 * twice is one, and the number of the last one says whether somebody is in. Move 0 says that somebody was looked at and is out.
 */
export const segmentsMigration: EventMigration = {
  version: 5,
  name: "segment_moves",
  statements: (target) =>
    createTable(target, {
      name: "segment_moves",
      columns: columns(
        sql`workspace UUID`,
        sql`segment UUID`,
        sql`person UInt64`,
        sql`n UInt32`,
        sql`at DateTime64(3, 'UTC')`,
        sql`cause LowCardinality(String)`,
      ),
      engine: "ReplacingMergeTree",
      orderBy: sql`(workspace, segment, person, n)`,
      shardBy: sql`person`,
    }),
};
