import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AccessControl,
  createAccess,
  createUnitPaths,
  listWorkspaceIds,
  type UnitPaths,
} from "./access/access.ts";
import { createImports, type Imports, RUN_IMPORT, TAKE_BACK_IMPORT } from "./collect/imports/imports.ts";
import { createIngest, type Ingest, journalHead } from "./collect/ingest/ingest.ts";
import { createKnownQuestions, type KnownQuestions } from "./collect/questions/questions.ts";
import { type Config, packageRoot, SECRET_LENGTH, version } from "./config.ts";
import { eventMigrations, tenantTables } from "./event-schema.ts";
import { expiringOf } from "./expiring.ts";
import { allJobs } from "./jobs.ts";
import { renewPersonDictionary } from "./know/contacts/contacts.ts";
import { ERASE, watchErased } from "./know/personal-data/personal-data.ts";
import { createTokenSigner, type TokenSigner } from "./know/privacy-links/privacy-links.ts";
import { recountAll } from "./know/segments/segments.ts";
import { keepEventParts, lostEvents, sayLost, unfinishedRestore } from "./log/marks/marks.ts";
import { createTombstones, type Tombstones } from "./log/tombstones/tombstones.ts";
import { personalDataOf } from "./personal-data.ts";
import { openAnalytics } from "./platform/analytics/analytics.ts";
import { inStep } from "./platform/analytics/in-step.ts";
import { migrateEvents } from "./platform/analytics/migrate.ts";
import { sql } from "./platform/analytics/sql.ts";
import type { System } from "./platform/context.ts";
import { lockDataFolder } from "./platform/data-lock.ts";
import { type OpenDatabase, openDatabase } from "./platform/db/database.ts";
import { openFiles } from "./platform/files/open-files.ts";
import { Journal, type Left } from "./platform/journal/journal.ts";
import { createLog } from "./platform/log.ts";
import { createMail, type Mail, type ResolveTxt, SEND_MAIL } from "./platform/mail/mail.ts";
import type { Expiring } from "./platform/personal-data/expiring.ts";
import type { PersonalData } from "./platform/personal-data/personal-data.ts";
import { work } from "./platform/queue/job.ts";
import { openQueue } from "./platform/queue/queue.ts";
import { writeSynced } from "./platform/sync.ts";
import { createTelemetry, type Telemetry } from "./platform/telemetry.ts";
import { type Reactions, startReactions } from "./reactions.ts";

/** The program without its HTTP side: stores open and up to date, background work running. */
export interface RunningSystem extends System {
  config: Config;
  records: OpenDatabase;
  access: AccessControl;
  unitPaths: UnitPaths;
  questions: KnownQuestions;
  ingest: Ingest;
  imports: Imports;
  mail: Mail;
  reactions: Reactions;
  telemetry: Telemetry;
  personalData: {
    declarations: PersonalData[];
    tombstones: Tombstones;
    look(): Promise<void>;
    drain(): Promise<void>;
    wake(): Promise<void>;
  };
  expiring: Expiring[];
  /** Signs what stands in the address of a customer's page. */
  privacyLinks: TokenSigner;
  /** The address people use; known once the program listens. */
  publicUrl: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  now?: () => Date;
  /** Instead of asking DNS for records of the senders' domains. */
  resolveTxt?: ResolveTxt;
  /** Where the embedded events are, in place of the data folder's own: a process has one folder of them open at a time. */
  events?: { folder: string; database: string } | undefined;
}

/** Both stores, open and up to date, and the lock on the data folder; nothing works on them yet. */
export interface Stores {
  system: System;
  records: OpenDatabase;
  /** Registers what has to end before the stores close. */
  before(end: () => Promise<void> | void): void;
  close(): Promise<void>;
}

export async function openStores(
  config: Config,
  { now = () => new Date(), events }: OpenOptions = {},
): Promise<Stores> {
  const log = createLog(config.logLevel);
  const unlock = lockDataFolder(config.data, now());
  const opened: (() => Promise<void> | void)[] = [unlock];
  // One that cannot be closed must not leave the others open, nor the folder locked.
  const close = async () => {
    for (let end = opened.pop(); end; end = opened.pop()) {
      try {
        await end();
      } catch (error) {
        log.error({ err: error }, "not closed");
      }
    }
  };
  try {
    // Opened side by side; one that fails waits for the other, so that this is closed too.
    const [recordStore, eventStore] = await Promise.allSettled([
      openDatabase({
        url: config.databaseUrl,
        folder: join(config.data, "records"),
        empty: join(packageRoot, "dist", "records"),
        migrations: join(packageRoot, "server", "migrations"),
      }),
      openAnalytics({
        folder: join(config.data, "events"),
        ...events,
        server: config.clickhouse,
        queryMemoryBytes: config.queryMemoryBytes,
        querySeconds: config.querySeconds,
        insertSeconds: config.insertSeconds,
        threads: config.threads,
        tenantTables,
      }),
    ]);
    for (const store of [recordStore, eventStore])
      if (store.status === "fulfilled") opened.push(() => store.value.close());
    const [records, analytics] = [found(recordStore), found(eventStore)];
    await records.exclusively(async () => {
      await migrateEvents(analytics, eventMigrations);
      await renewPersonDictionary(analytics);
    });
    const files = await openFiles({ folder: join(config.data, "files"), ...config.files });
    const system: System = { db: records.db, analytics, files, log, now };
    return { system, records, before: (end) => void opened.push(end), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function found<T>(opened: PromiseSettledResult<T>): T {
  if (opened.status === "rejected") throw opened.reason;
  return opened.value;
}

export async function openSystem(config: Config, options: OpenOptions = {}): Promise<RunningSystem> {
  const { system: opened, records, before, close } = await openStores(config, options);
  const telemetry = createTelemetry(version);
  /** What is in the event store at this moment, as followers read it. */
  const stored = { ...opened, analytics: telemetry.watchEvents(opened.analytics) };
  const { log } = stored;
  try {
    const running = { publicUrl: config.publicUrl ?? "" };
    const publicUrl = () => running.publicUrl;
    const journal = await openJournal(config, stored, telemetry);
    await refuseHalf(stored, journal?.left ?? []);
    const lost = await lostEvents(stored);
    if (lost) log.error({ events: lost.rows, months: lost.months }, sayLost(lost));
    before(() => keepEventParts(stored, lost, stored.now()));
    const secret = await readSecret(config);
    const tombstones = createTombstones(stored, secret);
    const { look, stop } = await watchErased(stored, tombstones);
    before(stop);
    let reactions: Reactions | undefined;
    before(() => reactions?.stop());
    const unitPaths = createUnitPaths(stored);
    const questions = createKnownQuestions(stored);
    const ingest = createIngest({
      ...{ system: stored, unitPaths, questions, erased: tombstones, journal },
      followers: { wake: () => reactions?.followers.wake() },
      // No other process writes to an embedded event store.
      exclusively: (work) => (journal ? work() : records.exclusively(work, "feedback")),
      ...{ bufferBytes: config.ingestBufferBytes, quotas: config.ingestQuotas },
      count: telemetry.count,
    });
    telemetry.watchIngest(ingest);
    before(() => ingest.close());
    await recover(ingest);
    // What anybody else asks for has everything that was acknowledged.
    const system = { ...opened, analytics: telemetry.watchEvents(inStep(opened.analytics, ingest)) };
    reactions = await startReactions(system, tombstones, { ...reactingOn(records, config), stored, pending: ingest });
    const queue = await openQueue(records, system.log);
    const mail = createMail({
      ...{ system, settings: config.mail, folder: join(config.data, "mail"), secret, publicUrl },
      send: () => queue.send(SEND_MAIL, {}),
      resolveTxt: options.resolveTxt,
    });
    before(() => mail.close());
    before(() => queue.stop());
    // The lock on the data folder keeps other processes from sending.
    if (records.kind === "pglite") await mail.resume();
    const access = createAccess({
      ...{ system, secret, publicUrl, mail },
      ...{ signInDays: config.signInDays, countSignIn: telemetry.countSignIn },
    });
    const imports = createImports({
      system,
      ingest,
      taking: {
        followers: reactions.followers,
        tombstones,
        recount: async (workspace, signal) => recountAll(await access.systemContext(workspace), "history", signal),
      },
      send: (job, key) => queue.send(RUN_IMPORT, job, { singletonKey: key }),
      sendTakeBack: (one, key) => queue.send(TAKE_BACK_IMPORT, one, { singletonKey: key }),
      folder: join(config.data, "uploads"),
      maxBytes: config.uploadBytes,
    });
    const declarations = personalDataOf({ system, uploads: imports.uploads, folder: mail.folder });
    const { alone } = reactingOn(records, config);
    const expiring = expiringOf({ uploads: imports.uploads, folder: mail.folder });
    const { systemContext: contextOf } = access;
    const drain = () => ingest.drain();
    const erasing = { tombstones, declarations, look, drain, alone };
    const { signInDays } = config;
    await work(queue, allJobs({ system, imports, mail, contextOf, expiring, lost, signInDays, ...erasing }));
    const personalData = { declarations, tombstones, look, drain, wake: () => queue.send(ERASE, {}) };
    await imports.resume();
    return Object.assign(running, system, {
      config,
      records,
      access,
      unitPaths,
      questions,
      ingest,
      imports,
      mail,
      reactions,
      telemetry,
      personalData,
      expiring,
      privacyLinks: createTokenSigner(secret),
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** Only one process works on embedded records: the lock on the data folder keeps others out. */
export function reactingOn({ kind }: OpenDatabase, { newsHours }: Config): { alone: boolean; newsHours: number } {
  return { alone: kind === "pglite", newsHours };
}

/** Where events are acknowledged before an embedded event store has them; a server has its own ways. */
async function openJournal(config: Config, { analytics, log }: System, telemetry: Telemetry) {
  if (analytics.kind !== "chdb") return null;
  return Journal.open({
    folder: pendingFolder(config),
    head: journalHead,
    onSynced: telemetry.synced,
    onFailed: (error) => log.error({ err: error }, "a file of pending events could not be removed"),
  });
}

export function pendingFolder(config: Config): string {
  return join(config.data, "pending");
}

async function recover(ingest: Ingest): Promise<void> {
  const { events } = ingest.pending();
  try {
    await ingest.recover();
  } catch (error) {
    throw new Error(
      `${events} events that were acknowledged before the program ended could not be brought to the event store. They are on the disk, in pending, ` +
        "and nothing was lost. Make room on the disk, or mend the event store by what is said below, and start again.",
      { cause: error },
    );
  }
}

/**
 * What a restore left that was cut off, and events whose records are gone: the next to come must not become their owner.
 */
async function refuseHalf(system: System, pending: readonly Left[]): Promise<void> {
  const restoring = await unfinishedRestore(system.db);
  if (restoring !== null)
    throw new Error(
      `A restore of ${restoring} was cut off, and what is here is a part of it. Nothing was touched. ` +
        "Run the restore again (add --force where it says that the system is not empty); to begin anew, name a new folder with --data DIR.",
    );
  if ((await listWorkspaceIds(system)).length > 0) return;
  const [row] = await system.analytics.ask<{ count: string }>(sql`select count() as count from events`, {
    tenant: null,
  });
  const count = Number(row?.count ?? 0) + pending.length;
  if (count > 0)
    throw new Error(
      `The event store holds ${count} events, and the records beside it are empty: they were lost, or a restore was cut off. Nothing was touched. ` +
        "Bring the records back, or restore a backup into an empty folder; to begin anew, name a new folder with --data DIR.",
    );
}

/** What signs sessions and marks who was erased. */
export async function readSecret(config: Config): Promise<string> {
  if (config.secret) return config.secret;
  const file = join(config.data, "secret");
  mkdirSync(config.data, { recursive: true });
  if (!existsSync(file)) await writeSynced(file, randomBytes(32).toString("base64url"));
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < SECRET_LENGTH)
    throw new Error(
      `The secret in ${file} has ${secret.length} characters and needs ${SECRET_LENGTH}: it was cut off. Bring it back from where it was copied, ` +
        "or delete the file: the next start makes another, and everybody signs in again.",
    );
  return secret;
}
