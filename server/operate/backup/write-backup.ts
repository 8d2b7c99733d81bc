import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { listWorkspaceIds } from "../../access/access.ts";
import { version } from "../../config.ts";
import type { RunningSystem } from "../../open-system.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { type Contents, FORMAT, type Manifest, names } from "./manifest.ts";
import { readEvents } from "./read-events.ts";
import { countFiles, readFiles } from "./read-files.ts";
import { readImportRows } from "./read-import-rows.ts";
import { listTables, readTable } from "./read-records.ts";
import { tarEnd, tarEntry } from "./tar.ts";

const compress = promisify(gzip);
const LEVEL = { level: 3 };
/** Bytes of JSON in one file of records. */
const PART_BYTES = 8 * 1024 * 1024;

/** What a backup is made of; the running program has it all. */
export type BackupSource = Pick<
  RunningSystem,
  "analytics" | "config" | "db" | "files" | "access" | "log" | "now" | "records"
>;

/**
 * The bytes of a backup, as a ustar archive. The records are as they were at one instant, the beginning. Every event that
 * was acknowledged before that is in; of those that come while it is written, some are. Contacts follow from both after
 * a restore, so the two stores need no common instant.
 */
export async function* writeBackup(source: BackupSource): AsyncGenerator<Buffer, void, undefined> {
  const folder = join(source.config.data, "backup");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    yield* archive(source, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* archive(source: BackupSource, folder: string): AsyncGenerator<Buffer, void, undefined> {
  const createdAt = source.now();
  const list: Contents = {
    ...{ files: [], events: 0, records: 0 },
    uploads: { copied: 0, elsewhere: 0, missing: 0 },
  };
  const add = (name: string, content: Buffer, rows: number | null): Buffer => {
    const sha256 = createHash("sha256").update(content).digest("hex");
    list.files.push({ name, rows, bytes: content.length, sha256 });
    return tarEntry({ name, content }, createdAt);
  };

  const { tables, parts } = await copyRecords(source, folder);
  yield add(names.manifest, json(await describe(source, createdAt, tables)), null);
  const secret = join(source.config.data, "secret");
  if (!source.config.secret && existsSync(secret)) yield add(names.secret, await readFile(secret), null);
  for (const { name, file, rows } of parts) {
    list.records += rows;
    yield add(name, await readFile(file), rows);
    await rm(file);
  }
  if (source.files.store.kind === "s3") list.uploads.elsewhere = await countFiles(source);
  else
    for await (const { id, bytes } of readFiles(source)) {
      list.uploads[bytes ? "copied" : "missing"] += 1;
      if (bytes) yield add(names.file(id), bytes, null);
    }
  for await (const { month, part, rows } of readEvents(source.analytics)) {
    list.events += rows.length;
    yield add(names.events(month, part), await pack(rows.map((row) => JSON.stringify(row))), rows.length);
  }
  for await (const { part, rows } of readImportRows(source.analytics))
    yield add(names.importRows(part), await pack(rows.map((row) => JSON.stringify(row))), rows.length);
  yield tarEntry({ name: names.contents, content: json(list) }, createdAt);
  yield tarEnd;
}

async function describe(source: BackupSource, createdAt: Date, tables: Manifest["tables"]): Promise<Manifest> {
  const [first] = await listWorkspaceIds(source);
  const [schema] = await source.analytics.ask<{ version: number }>(
    sql`select max(version) as version from schema_migrations`,
    { tenant: null },
  );
  return {
    format: FORMAT,
    version,
    createdAt: createdAt.toISOString(),
    name: first ? (await source.access.systemContext(first)).workspace.name : "",
    stores: { records: source.records.kind, events: source.analytics.kind },
    files: { kind: source.files.store.kind, where: source.files.store.kind === "s3" ? source.files.store.where : "" },
    eventsSchema: schema?.version ?? 0,
    tables,
  };
}

interface Part {
  name: string;
  file: string;
  rows: number;
}

/**
 * Copies the records to disk within one transaction, so that it is over soon however slowly the backup is taken away: the
 * embedded store does nothing else in the meantime.
 */
async function copyRecords(
  { db }: BackupSource,
  folder: string,
): Promise<{ tables: Manifest["tables"]; parts: Part[] }> {
  const tables: Manifest["tables"] = [];
  const parts: Part[] = [];
  await db.transaction(
    async (tx) => {
      for (const table of await listTables(tx)) {
        let rows = 0;
        let part = 0;
        let held: string[] = [];
        let bytes = 0;
        const flush = async () => {
          part += 1;
          const file = join(folder, String(parts.length));
          await writeFile(file, await pack(held), { mode: 0o600 });
          parts.push({ name: names.records(table.name, part), file, rows: held.length });
          held = [];
          bytes = 0;
        };
        for await (const lines of readTable(tx, table)) {
          rows += lines.length;
          for (const line of lines) {
            held.push(line);
            bytes += line.length;
            if (bytes >= PART_BYTES) await flush();
          }
        }
        if (held.length > 0) await flush();
        tables.push({ ...table, rows });
      }
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  return { tables, parts };
}

async function pack(lines: readonly string[]): Promise<Buffer> {
  return compress(`${lines.join("\n")}\n`, LEVEL);
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
