import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Session } from "chdb";
import { inject } from "vitest";
import { readConfig } from "../config.ts";
import { type Analytics, type AnalyticsOptions, openAnalytics } from "../platform/analytics/analytics.ts";
import { sql, typed } from "../platform/analytics/sql.ts";
import { type OpenDatabase, openDatabase } from "../platform/db/database.ts";
import { type Files, type FilesOptions, openFiles } from "../platform/files/open-files.ts";
import { freshDatabases } from "./servers.ts";
import { copyRecordsTemplate, migrations } from "./template.ts";

/** A folder of its own and, in the project `servers`, the environment of a program on fresh databases there. */
export async function freshStores() {
  const data = mkdtempSync(join(inject("runFolder"), "data-"));
  const servers = inject("servers");
  const environment = servers ? await freshDatabases(servers) : {};
  if (!servers) await copyRecordsTemplate(join(data, "records"));
  return { data, environment, remove: () => rmSync(data, { recursive: true, force: true }) };
}

let engine: string | undefined;
let stores = 0;

/** Where an embedded event store can be opened beside others: chDB binds one folder per process, of many databases. */
export function freshEvents(): { folder: string; database: string } {
  engine ??= mkdtempSync(join(inject("runFolder"), "events-"));
  stores += 1;
  return { folder: engine, database: `test_${stores}` };
}

/** The embedded engine by itself, in an empty database. */
export function openTestEngine() {
  const { folder, database } = freshEvents();
  const session = new Session(folder);
  session.query(`create database ${database}`);
  session.query(`use ${database}`);
  return {
    query: (statement: string, format?: string) => session.query(statement, format),
    close() {
      session.query(`drop database ${database}`);
      session.close();
    },
  };
}

/** Records alone, for tests below the program. */
export async function openTestRecords(): Promise<OpenDatabase> {
  const { data, environment, remove } = await freshStores();
  const { databaseUrl } = readConfig({ data }, environment);
  const records = await openDatabase({ url: databaseUrl, folder: join(data, "records"), migrations });
  return { ...records, close: () => records.close().then(remove) };
}

/** An empty store of files in a folder of its own, for tests below the program. */
export async function openTestFiles(options: Partial<FilesOptions> = {}): Promise<Files & { close(): void }> {
  const folder = mkdtempSync(join(inject("runFolder"), "files-"));
  const limits = { workspaceBytes: 1e9, workspaceFiles: 1000 };
  const files = await openFiles({ folder, s3: undefined, ...limits, ...options });
  return { ...files, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An empty event store alone, for tests below the program. */
export async function openTestAnalytics(options: Partial<AnalyticsOptions> = {}): Promise<Analytics> {
  const servers = inject("servers");
  const { clickhouse, queryMemoryBytes, querySeconds, threads } = readConfig(
    {},
    servers && (await freshDatabases(servers)),
  );
  const analytics = await openAnalytics({
    ...freshEvents(),
    server: clickhouse,
    queryMemoryBytes,
    querySeconds,
    threads,
    tenantTables: { events: "unit" },
    ...options,
  });
  return {
    ...analytics,
    async close() {
      await analytics.command(sql`drop database ${typed.name(analytics.database)}`);
      await analytics.close();
    },
  };
}
