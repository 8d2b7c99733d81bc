import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../platform/db/database.ts";
import { createLog } from "../platform/log.ts";
import { openQueue } from "../platform/queue/queue.ts";
import { startClickHouse } from "./clickhouse.ts";
import { findPostgres, startPostgres } from "./postgres.ts";
import { migrations } from "./template.ts";

/** Where the stores are that tests of the project `servers` run on; absent in the others. */
export interface TestServers {
  /** A URL with `DATABASE` for the name of the database. */
  postgres: string;
  clickhouse: string;
}

declare module "vitest" {
  interface ProvidedContext {
    servers: TestServers | undefined;
  }
}

/** Starts both servers once for the whole project. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPostgres();
  if (!programs) throw new Error("No PostgreSQL was found on this machine.");
  const [postgres, clickhouse] = await Promise.all([startPostgres(programs), startClickHouse()]);
  // PostgreSQL copies this one for each database it creates: every test file finds its tables already there.
  const template = await openDatabase({ url: postgres.url("template1"), folder: "", migrations });
  const queue = await openQueue(template, createLog("silent"));
  await queue.stop();
  await template.close();
  project.provide("servers", { postgres: postgres.url("DATABASE"), clickhouse: clickhouse.url });
  return async () => {
    await Promise.all([postgres.stop(), clickhouse.stop()]);
  };
}

/** Fresh databases in both servers, as the environment of a program that uses them. */
export async function freshDatabases({ postgres, clickhouse }: TestServers) {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = drizzle(postgres.replace("DATABASE", "postgres"));
  await admin.execute(sql`create database ${sql.identifier(name)}`);
  await admin.$client.end();
  return { DATABASE_URL: postgres.replace("DATABASE", name), CLICKHOUSE_URL: clickhouse, CLICKHOUSE_DATABASE: name };
}
