import type { Analytics } from "./analytics.ts";
import { type Sql, sql } from "./sql.ts";

/** A change of the event store's schema. Numbered, only ever added to; `statements` run in order and can be repeated. */
export interface EventMigration {
  version: number;
  name: string;
  statements: (target: Analytics) => Sql[];
}

/**
 * Brings the event store up to date. Statements are written so that running one twice is harmless (`if not exists`),
 * because ClickHouse has no transaction around a schema change; callers hold the records' migration lock.
 */
export async function migrateEvents(analytics: Analytics, migrations: readonly EventMigration[]): Promise<void> {
  await analytics.command(
    sql`create table if not exists schema_migrations (version UInt32, name String, applied_at DateTime default now())
        engine = MergeTree order by version`,
  );
  const applied = await analytics.ask<{ version: number }>(sql`select distinct version from schema_migrations`, {
    tenant: null,
  });
  const done = new Set(applied.map((row) => row.version));
  for (const migration of migrations) {
    if (done.has(migration.version)) continue;
    for (const statement of migration.statements(analytics)) await analytics.command(statement);
    await analytics.insert("schema_migrations", [{ version: migration.version, name: migration.name }]);
  }
}
