import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle as drizzleNode } from "drizzle-orm/node-postgres";
import { migrate as migrateNode } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { Pool } from "pg";
import { createEmbedded } from "./create-embedded.ts";

/** The records: PGlite in the process or a PostgreSQL server, one type for both. */
export type Database = PgDatabase<PgQueryResultHKT>;

export interface OpenDatabase {
  kind: "pglite" | "postgresql";
  db: Database;
  /** The driver below, for what Drizzle does not do (a dump, a job queue). */
  driver: PGlite | Pool;
  /** Runs work that no other process may do at the same time. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Any number: it only has to be the same in every process of this program. */
const MIGRATION_LOCK = 7_402_116;

export interface DatabaseOptions {
  url?: string | undefined;
  /** Folder of the embedded store. */
  folder: string;
  migrations: string;
}

/** Opens the records and brings their tables up to date, under a lock where several processes may start at once. */
export async function openDatabase({ url, folder, migrations }: DatabaseOptions): Promise<OpenDatabase> {
  return url ? openServer(url, migrations) : openEmbedded(folder, migrations);
}

async function openEmbedded(folder: string, migrations: string): Promise<OpenDatabase> {
  await createEmbedded(folder);
  const driver = await PGlite.create({ dataDir: folder });
  const db = drizzlePglite(driver);
  await driver.exec("set timezone to 'UTC'");
  await migratePglite(db, { migrationsFolder: migrations });
  return {
    kind: "pglite",
    db: db as unknown as Database,
    driver,
    // The lock on the data folder already keeps other processes out.
    exclusively: (work) => work(),
    ping: async () => void (await driver.query("select 1")),
    close: () => driver.close(),
  };
}

async function openServer(url: string, migrations: string): Promise<OpenDatabase> {
  const pool = new Pool({ connectionString: url, max: 10, options: "-c timezone=UTC" });
  // An idle connection that breaks must not end the process; the next query reports it.
  pool.on("error", () => undefined);
  const exclusively = <T>(work: () => Promise<T>) => underLock(pool, work);
  await exclusively(() => migrateNode(drizzleNode(pool), { migrationsFolder: migrations }));
  const db = drizzleNode(pool);
  return {
    kind: "postgresql",
    db: db as unknown as Database,
    driver: pool,
    exclusively,
    ping: async () => void (await db.execute(sql`select 1`)),
    close: () => pool.end(),
  };
}

async function underLock<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  try {
    await connection.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await work();
  } finally {
    await connection.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined);
    connection.release();
  }
}
