import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { sql as records } from "drizzle-orm";
import { republishPlaces } from "../../access/access.ts";
import { openUploads } from "../../collect/imports/imports.ts";
import type { Config } from "../../config.ts";
import { tenantTables } from "../../event-schema.ts";
import { republishPersons } from "../../know/contacts/contacts.ts";
import { eraseAgain, eraseDue, watchErased } from "../../know/personal-data/personal-data.ts";
import { sendCounts } from "../../know/segments/segments.ts";
import { holdNews, startOver } from "../../log/follow/follow.ts";
import { beginRestore, endRestore } from "../../log/marks/marks.ts";
import { createTombstones, readTombstoneList, writeTombstoneList } from "../../log/tombstones/tombstones.ts";
import { openStores, pendingFolder, reactingOn, readSecret, type Stores } from "../../open-system.ts";
import { personalDataOf } from "../../personal-data.ts";
import { emptyTable } from "../../platform/analytics/ddl.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Database } from "../../platform/db/database.ts";
import { createMailFolder } from "../../platform/mail/mail.ts";
import { holdAll } from "../../platform/outbox/outbox.ts";
import { writeSynced } from "../../platform/sync.ts";
import { startReactions } from "../../reactions.ts";
import { forgetLife } from "../../understand/annotations/annotations.ts";
import { type CheckedBackup, checkBackup } from "./check-backup.ts";
import { holdsEvents, holdsImportRows, type Manifest, names, recordsIn } from "./manifest.ts";
import { countRows, listTables, rowsOf, type Table, writeRows } from "./read-records.ts";
import { restoreFiles } from "./restore-files.ts";
import { readTar } from "./tar.ts";
import { unpack } from "./unpack.ts";

const ROWS_A_STATEMENT = 500;

export interface RestoreOptions {
  file: string;
  config: Config;
  /**
   * Called with the name of what is there when the system is not empty, and whether it is deleted for the backup. Refused
   * when absent.
   */
  mayReplace?: (name: string) => Promise<boolean>;
  /** Lines of a list of erased people that was kept beside the backup. */
  erased?: readonly unknown[];
  onProgress?: (stage: "check" | "events" | "files" | "records" | "contacts", done: number, total: number) => void;
}

/**
 * Fills a system from a backup, embedded or on servers. The file is read to its end before anything is changed. The
 * records come last and at once, so an interrupted restore leaves a system without an owner, which can be restored again.
 *
 * @throws Error that says what is wrong with the file or the system
 */
export async function restoreBackup({
  file,
  config,
  mayReplace,
  erased = [],
  onProgress,
}: RestoreOptions): Promise<CheckedBackup> {
  onProgress?.("check", 0, 0);
  const checked = await checkBackup(file);
  const stores = await openStores(config);
  try {
    const tables = await fitting(stores.system.db, checked.manifest);
    await refuseNewer(stores, checked.manifest);
    const there = await whatIsThere(stores);
    if (there !== null) {
      if (!(await mayReplace?.(there)))
        throw new Error(
          `The system is not empty: it holds ${there}. Nothing was changed.\n` +
            "Restore into another folder (--data DIR), or delete what is there with --force.",
        );
    }
    const list = [...(await readTombstoneList(stores.system.db)), ...erased];
    // First of all, so that what is half restored has no owner and takes nothing in.
    await emptyRecords(stores, list, `${checked.manifest.name} of ${checked.manifest.createdAt}`);
    for (const table of Object.keys(tenantTables))
      await stores.system.analytics.command(emptyTable(stores.system.analytics, table));
    await rm(pendingFolder(config), { recursive: true, force: true });
    await restoreEvents(stores, file, (done) => onProgress?.("events", done, checked.contents.events));
    await restoreFiles(stores.system.files, file, (done) =>
      onProgress?.("files", done, checked.contents.uploads.copied),
    );
    const { createdAt } = checked.manifest;
    await restoreRecords(stores, { file, config, tables, list, createdAt }, (done) =>
      onProgress?.("records", done, checked.contents.records),
    );
    onProgress?.("contacts", 0, 0);
    await catchUp(stores, config);
    await endRestore(stores.system.db);
    return checked;
  } finally {
    await stores.close();
  }
}

/** The tables to fill with the columns the backup has. @throws when this program has no place for some of it */
async function fitting(db: Database, { tables }: Manifest): Promise<Table[]> {
  const here = new Map((await listTables(db)).map((table) => [table.name, new Set(table.columns)]));
  for (const { name, columns, rows } of tables) {
    const missing = columns.filter((column) => !here.get(name)?.has(column));
    if (missing.length > 0 && rows > 0)
      throw new Error(
        `The backup was made by another version: there is no place for ${missing.join(", ")} of ${name}. Install the version that made it.`,
      );
  }
  return tables.filter(({ name }) => here.has(name) && name !== OF_THE_STORES);
}

async function refuseNewer({ system }: Stores, { eventsSchema, version }: Manifest): Promise<void> {
  const [schema] = await system.analytics.ask<{ version: number }>(
    sql`select max(version) as version from schema_migrations`,
    { tenant: null },
  );
  if (eventsSchema > (schema?.version ?? 0))
    throw new Error(
      `The backup was made by version ${version}, which is newer than this program. Install that version.`,
    );
}

/** Tells of the stores that a backup came from, which are not these. */
const OF_THE_STORES = "store_marks";

/** What a program that was only started has written: how far those who react have come. */
const BY_ITSELF: ReadonlySet<string> = new Set([
  OF_THE_STORES,
  ...["followers", "segment_counting", "program_life", "metric_versions", "storage_periods"],
  // Kept through a restore that was interrupted.
  ...["tombstones", "erased_version"],
]);

/** Null for an empty system; otherwise what a person would recognise it by. */
async function whatIsThere({ system }: Stores): Promise<string | null> {
  const tables = await listTables(system.db);
  const [workspace] = await rowsOf<{ name: string }>(
    system.db,
    records`select name from workspaces order by home desc, id limit 1`,
  );
  if (workspace) return workspace.name;
  for (const table of tables.filter(({ name }) => !BY_ITSELF.has(name)))
    if ((await countRows(system.db, table)) > 0) return `rows in ${table.name}`;
  // In the process they can only be what an interrupted restore left; a server may be somebody else's by mistake.
  if (system.analytics.kind === "chdb") return null;
  const [events] = await system.analytics.ask<{ n: string }>(sql`select count() as n from events`, { tenant: null });
  return Number(events?.n ?? 0) > 0 ? "events without an owner" : null;
}

async function restoreEvents({ system }: Stores, file: string, done: (rows: number) => void): Promise<void> {
  let count = 0;
  for await (const { name, content } of readTar(createReadStream(file))) {
    if (!holdsEvents(name) && !holdsImportRows(name)) continue;
    const rows = (await linesOf(name, content)).map((line) => JSON.parse(line) as object);
    await system.analytics.insert(holdsEvents(name) ? "events" : "import_rows", rows);
    if (!holdsEvents(name)) continue;
    count += rows.length;
    done(count);
  }
}

async function emptyRecords({ system }: Stores, erased: readonly unknown[], of: string): Promise<void> {
  await system.db.transaction(async (tx) => {
    for (const table of await listTables(tx))
      await tx.execute(records`truncate ${records.identifier(table.name)} cascade`);
    // Jobs belong to what was there before; the queue makes its tables anew.
    await tx.execute(records`drop schema if exists jobs cascade`);
    await writeTombstoneList(tx, erased);
    await beginRestore(tx, of, system.now());
  });
}

interface Records {
  file: string;
  config: Config;
  tables: Table[];
  /** Who was erased up to now. */
  list: readonly unknown[];
  /** When the backup was taken. */
  createdAt: string;
}

async function restoreRecords(
  { system }: Stores,
  { file, config, tables, list, createdAt }: Records,
  done: (rows: number) => void,
): Promise<void> {
  await system.db.transaction(async (tx) => {
    let count = 0;
    await tx.execute(records`truncate tombstones, erased_version`);
    for await (const { name, content } of readTar(createReadStream(file))) {
      const table = tables.find((each) => each.name === recordsIn(name));
      if (name === names.secret && !config.secret) await writeSynced(join(config.data, "secret"), content);
      if (!table) continue;
      const lines = await linesOf(name, content);
      for (let index = 0; index < lines.length; index += ROWS_A_STATEMENT) {
        const part = lines.slice(index, index + ROWS_A_STATEMENT);
        await writeRows(tx, table, part);
        count += part.length;
        done(count);
      }
    }
    await writeTombstoneList(tx, list);
    const tombstones = createTombstones({ db: tx, log: system.log }, await readSecret(config));
    await eraseAgain({ ...system, db: tx }, tombstones, new Date(createdAt));
    // What was on its way then is not sent now by itself, and what came back is not news.
    await holdAll(tx, "It waited when the backup was taken that was restored.");
    await holdNews(tx, system.analytics);
    await startOver(tx, "visits");
    await forgetLife(tx);
    await republishPersons(tx, system.now());
    await republishPlaces(tx, system.now());
    await sendCounts(tx, system.now());
  });
}

/**
 * Who is who is worked out from the records and told to the event store, so that the first query is right; and who was erased
 * since the backup was taken is erased again, before anybody can look.
 */
async function catchUp({ system, records }: Stores, config: Config): Promise<void> {
  const tombstones = createTombstones(system, await readSecret(config));
  const { look, stop } = await watchErased(system, tombstones);
  const reactions = await startReactions(system, tombstones, reactingOn(records, config));
  await reactions.idle();
  await reactions.stop();
  const holding = {
    uploads: openUploads(join(config.data, "uploads"), config.uploadBytes),
    folder: createMailFolder(join(config.data, "mail")),
  };
  const declarations = personalDataOf({ system, ...holding });
  const { alone } = reactingOn(records, config);
  const drain = async () => undefined;
  await eraseDue({ system, tombstones, declarations, look, drain, alone }, new AbortController().signal);
  await stop();
}

async function linesOf(name: string, content: Buffer): Promise<string[]> {
  const text = (await unpack(name, content)).toString("utf8");
  return text.split("\n").filter((line) => line !== "");
}
