import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, packageRoot } from "./config.ts";
import { contactsMigration, startContactFollower } from "./contacts/contacts.ts";
import { eventsMigration } from "./events/events.ts";
import { createIdentity, type Identity } from "./identity/identity.ts";
import { createIngest, type Ingest } from "./ingest/ingest.ts";
import { openAnalytics } from "./platform/analytics/analytics.ts";
import { migrateEvents } from "./platform/analytics/migrate.ts";
import type { System } from "./platform/context.ts";
import { lockDataFolder } from "./platform/data-lock.ts";
import { type OpenDatabase, openDatabase } from "./platform/db/database.ts";
import { createLog } from "./platform/log.ts";

/** The program without its HTTP side: stores open and up to date, background work running. */
export interface RunningSystem extends System {
  config: Config;
  records: OpenDatabase;
  identity: Identity;
  ingest: Ingest;
  follower: ReturnType<typeof startContactFollower>;
  /** The address people use; known once the program listens. */
  publicUrl: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  now?: () => Date;
}

export async function openSystem(config: Config, { now = () => new Date() }: OpenOptions = {}): Promise<RunningSystem> {
  const log = createLog(config.logLevel);
  const unlock = lockDataFolder(config.data, now());
  const opened: (() => Promise<void> | void)[] = [unlock];
  const close = async () => {
    while (opened.length > 0) await opened.pop()?.();
  };
  try {
    const records = await openDatabase({
      url: config.databaseUrl,
      folder: join(config.data, "records"),
      migrations: join(packageRoot, "server", "migrations"),
    });
    opened.push(() => records.close());
    const analytics = await openAnalytics({
      folder: join(config.data, "events"),
      server: config.clickhouse,
      queryMemoryBytes: config.queryMemoryBytes,
      querySeconds: config.querySeconds,
      tenantTables: ["events"],
    });
    opened.push(() => analytics.close());
    await records.exclusively(() => migrateEvents(analytics, [eventsMigration, contactsMigration]));
    const system: System = { db: records.db, analytics, log, now };
    const running = { publicUrl: config.publicUrl ?? "" };
    const identity = createIdentity({ system, secret: readSecret(config), publicUrl: () => running.publicUrl });
    const follower = startContactFollower(system);
    opened.push(() => follower.stop());
    const ingest = createIngest({ system, follower, bufferBytes: config.ingestBufferBytes });
    opened.push(() => ingest.close());
    return Object.assign(running, system, { config, records, identity, ingest, follower, close });
  } catch (error) {
    await close();
    throw error;
  }
}

function readSecret(config: Config): string {
  if (config.secret) return config.secret;
  const file = join(config.data, "secret");
  mkdirSync(config.data, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
