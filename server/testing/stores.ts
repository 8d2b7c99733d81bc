import { mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { readConfig } from "../config.ts";
import { type Analytics, type AnalyticsOptions, openAnalytics } from "../platform/analytics/analytics.ts";
import { type OpenDatabase, openDatabase } from "../platform/db/database.ts";
import { type Files, type FilesOptions, openFiles } from "../platform/files/open-files.ts";
import { freshDatabases } from "./servers.ts";
import { copyRecordsTemplate, migrations } from "./template.ts";

/** A folder of its own and, in the project `servers`, the environment of a program on fresh databases there. */
export async function freshStores() {
  const data = mkdtempSync(join(tmpdir(), "throughline-test-"));
  const servers = inject("servers");
  const environment = servers ? await freshDatabases(servers) : {};
  if (!servers) await copyRecordsTemplate(join(data, "records"));
  return { data, environment, remove: () => removeAll(data) };
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
  const folder = mkdtempSync(join(tmpdir(), "throughline-files-"));
  const limits = { workspaceBytes: 1e9, workspaceFiles: 1000 };
  const files = await openFiles({ folder, s3: undefined, ...limits, ...options });
  return { ...files, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An empty event store alone, for tests below the program. One in a test file: chDB binds one folder per process. */
export async function openTestAnalytics(options: Partial<AnalyticsOptions> = {}): Promise<Analytics> {
  const { data, environment, remove } = await freshStores();
  const { clickhouse, queryMemoryBytes, querySeconds, threads } = readConfig({ data }, environment);
  const analytics = await openAnalytics({
    folder: join(data, "events"),
    server: clickhouse,
    queryMemoryBytes,
    querySeconds,
    threads,
    tenantTables: ["events"],
    ...options,
  });
  return { ...analytics, close: () => analytics.close().then(remove) };
}

/** Threads of the event store may still put something away after it is closed. */
function removeAll(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}
