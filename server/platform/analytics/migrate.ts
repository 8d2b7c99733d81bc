import { NewerStore } from "../newer-store.ts";
import type { Analytics } from "./analytics.ts";
import { columns, createTable } from "./ddl.ts";
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
 *
 * @throws Error when a version does not follow the one before it: it would never run where a later one has
 * @throws NewerStore when a later version of the program has been at work here
 */
export async function migrateEvents(analytics: Analytics, migrations: readonly EventMigration[]): Promise<void> {
  for (const [index, { version, name }] of migrations.entries())
    if (version !== index + 1) throw new Error(`${name} has version ${version} where ${index + 1} comes next.`);
  const table = createTable(analytics, {
    name: "schema_migrations",
    columns: columns(sql`version UInt32`, sql`name String`, sql`applied_at DateTime default now()`),
    engine: "MergeTree",
    orderBy: sql`version`,
    shardBy: sql`version`,
  });
  for (const statement of table) await analytics.command(statement);
  const applied = await analytics.ask<{ version: number }>(sql`select distinct version from schema_migrations`, {
    tenant: null,
  });
  const done = new Set(applied.map((row) => row.version));
  const newest = Math.max(0, ...done);
  if (newest > migrations.length) throw new NewerStore("events", newest, migrations.length);
  for (const migration of migrations) {
    if (done.has(migration.version)) continue;
    for (const statement of migration.statements(analytics)) await analytics.command(statement);
    await analytics.insert("schema_migrations", [{ version: migration.version, name: migration.name }]);
  }
}
