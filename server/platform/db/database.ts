import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { Pool, type PoolClient } from "pg";
import { NewerStore } from "../newer-store.ts";
import { createEmbedded } from "./create-embedded.ts";
import { EmbeddedStream } from "./embedded-stream.ts";
import { openInThread } from "./embedded-thread.ts";
import { lookAfterEmbedded } from "./look-after-embedded.ts";

/** The records: PGlite in a thread of the process or a PostgreSQL server, one driver for both. */
export type Database = PgDatabase<PgQueryResultHKT>;

export interface OpenDatabase {
  kind: "pglite" | "postgresql";
  db: Database;
  /**
   * Runs statements as they stand, for what brings its own (the job queue). They may open a transaction in their text: one
   * that fails does not leave its connection in the middle of it.
   */
  run(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs work that no other process may do at the same time; without a name, what brings the stores up to date. */
  exclusively<T>(work: () => Promise<T>, name?: keyof typeof LOCKS): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Any numbers: they only have to be the same in every process of this program. */
const LOCKS = { migrations: 7_402_116, feedback: 7_402_117 };

export interface DatabaseOptions {
  url?: string | undefined;
  /** Folder of the embedded store. */
  folder: string;
  /** Folder where the build leaves an empty embedded store. */
  empty?: string;
  migrations: string;
}

/** Opens the records and brings their tables up to date, under a lock where several processes may start at once. */
export async function openDatabase({ url, ...embedded }: DatabaseOptions): Promise<OpenDatabase> {
  return url ? openServer(url, embedded.migrations) : openEmbedded(embedded);
}

async function openEmbedded({ folder, empty, migrations }: DatabaseOptions): Promise<OpenDatabase> {
  await createEmbedded(folder, empty);
  const thread = await openInThread(folder);
  // The embedded database knows one session, which therefore is never given up.
  const pool = new Pool({
    ...SESSION,
    ...{ user: "postgres", database: "postgres", password: "" },
    ...{ max: 1, idleTimeoutMillis: 0, stream: () => new EmbeddedStream(thread) },
  });
  const records = opened(pool);
  const stopLooking = lookAfterEmbedded(pool);
  const close = () => {
    stopLooking();
    return pool.end().finally(() => thread.close());
  };
  try {
    await bringUpToDate(pool, migrations);
  } catch (error) {
    await close();
    throw error;
  }
  // The lock on the data folder already keeps other processes out.
  return { kind: "pglite", ...records, exclusively: (work) => work(), close };
}

async function openServer(url: string, migrations: string): Promise<OpenDatabase> {
  const pool = new Pool({ ...SESSION, connectionString: url, max: 10 });
  const records = opened(pool);
  const exclusively: OpenDatabase["exclusively"] = (work, name = "migrations") => underLock(pool, LOCKS[name], work);
  await exclusively(() => bringUpToDate(pool, migrations));
  return { kind: "postgresql", ...records, exclusively, close: () => pool.end() };
}

/** @throws NewerStore when a later version of the program has been at work here */
async function bringUpToDate(pool: Pool, migrationsFolder: string): Promise<void> {
  const { rows } = await pool.query<{ here: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as here",
  );
  if (rows[0]?.here) {
    const known = readMigrationFiles({ migrationsFolder }).length;
    const { rows: done } = await pool.query<{ n: number }>(
      "select count(*)::int as n from drizzle.__drizzle_migrations",
    );
    const found = done[0]?.n ?? 0;
    if (found > known) throw new NewerStore("records", found, known);
  }
  await migrate(drizzle(pool), { migrationsFolder });
}

const SESSION = { options: "-c timezone=UTC" };

function opened(pool: Pool) {
  // A connection that breaks must not end the process, idle or at work: its statement, or the next one, reports it.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  const db: Database = withTransactions(pool);
  const run = async (text: string, values?: unknown[]) => {
    const client = await pool.connect();
    try {
      return await client.query(text, values);
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  };
  return { db, run, ping: async () => void (await db.execute(sql`select 1`)) };
}

/**
 * The library takes a connection for a transaction and, where its first statement fails, never gives it back: after ten
 * connections that broke there, everybody would wait for ever.
 */
function withTransactions(pool: Pool): Database {
  const bound = new WeakMap<PoolClient, Database>();
  const transaction: Database["transaction"] = async (work, config) => {
    const client = await pool.connect();
    let mine = bound.get(client);
    if (!mine) {
      mine = drizzle(client);
      bound.set(client, mine);
    }
    try {
      return await mine.transaction(work, config);
    } finally {
      client.release();
    }
  };
  return Object.assign(drizzle(pool), { transaction });
}

async function underLock<T>(pool: Pool, lock: number, work: () => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  try {
    await connection.query("select pg_advisory_lock($1)", [lock]);
    return await work();
  } finally {
    await connection.query("select pg_advisory_unlock($1)", [lock]).catch(() => undefined);
    connection.release();
  }
}
