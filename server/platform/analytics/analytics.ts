import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { embeddedSession } from "./embedded-session.ts";
import { encodedRows, encodeRow } from "./encode-row.ts";
import { engineRefusal } from "./engine-refusal.ts";
import { type Progress, progressSql, tagOf, toProgress } from "./progress.ts";
import { SessionPool } from "./session-pool.ts";
import { joinSql, render, type Sql, sql, typed } from "./sql.ts";

/**
 * Sessions of the embedded store; each runs one query at a time, in a thread of Node's pool while it does. Queries never
 * take the last threads: stopping a query, inserting, and what else Node does there (files, passwords) need some too.
 * Upkeep is the program's own queries, such as whether a message is stored already, which users' never hold up.
 */
const SESSIONS_OF_MANY_THREADS = { queries: 4, upkeep: 2 };
const SESSIONS_OF_FEW_THREADS = { queries: 2, upkeep: 1 };
const MANY_THREADS = 10;
/** Queries that one process asks a server at the same time. */
const SERVER_QUERIES = 20;
const SERVER_UPKEEP = 5;
/** An insert takes well under a second; one that hangs must not keep what comes after it waiting. */
const INSERT_SECONDS = 20;
/** How often the engine is told to stop a query whose caller has gone, should it not have begun at the first time. */
const STOP_MILLISECONDS = 200;

/** A query with many large conditions is longer than the engine takes by itself. */
const MAX_QUERY_BYTES = 8 * 1024 * 1024;
/**
 * The engine would compile expressions to machine code for each query anew, since embedded it keeps none of it: up to a
 * third of all the work of a small one.
 */
const UNCOMPILED = "compile_expressions = 0, compile_aggregate_expressions = 0, compile_sort_description = 0";

export interface AnalyticsOptions {
  folder: string;
  /** Of the embedded store; a process has one folder open at a time, and what opens it more than once a database each. */
  database?: string;
  server?: { url: string; database: string; cluster: string | undefined } | undefined;
  queryMemoryBytes: number;
  querySeconds: number;
  /** How long a server may take for an insert. */
  insertSeconds?: number;
  /** Threads in Node's pool; 4 unless the environment says otherwise. */
  threads?: number;
  /** Tables whose rows belong to a tenant, named in their column `workspace`. */
  tenantTables: TenantTables;
}

/**
 * What of a table is read by who sees some units only: `unit`, the rows of those, as its column of that name says; `whole`, all,
 * for it tells nothing of what happened; `nothing` where it cannot be told apart.
 */
export type TenantTables = Readonly<Record<string, "unit" | "whole" | "nothing">>;

/** Whose rows may be read: a workspace's, and of these all or only those of some units, by their keys. */
export interface Tenant {
  workspace: { id: string };
  scope: readonly string[] | null;
}

/** All of a workspace, for work of the program itself. Whoever asks for somebody hands down their context instead. */
export function wholeOf(workspace: string): Tenant {
  return { workspace: { id: workspace }, scope: null };
}

export interface AskOptions {
  /** Whose rows may be read. The predicates are added here, below everything that spells SQL; `null` reads every tenant's
   * rows and is for the program's own upkeep. */
  tenant: Tenant | null;
  /** Asked for a tenant by the program itself, as whether a message is stored already: users' queries never hold it up. */
  upkeep?: boolean;
  signal?: AbortSignal | undefined;
  /** Bytes this query may use, when it deserves another budget than the configured one. */
  memoryBytes?: number;
  seconds?: number;
  /** What its progress is asked by: given by `underKey`. */
  label?: string;
  /** Reads what is kept and not used too, for who keeps it or hands it to the person it is about; or what is being removed as well. */
  sees?: "unused" | "everything";
}

/** Rows of a table that queries do not see. */
export interface Hidden {
  tenant: string;
  table: string;
  rows: Sql;
  /** Being removed: seen by nobody. Kept and not used: seen by the program's upkeep, and by who asks for it. */
  because: "removed" | "unused";
}

export type Row = Record<string, unknown>;

/** The events: ClickHouse in the process or on a server, one client and one SQL for both. */
export interface Analytics {
  kind: "chdb" | "clickhouse";
  database: string;
  cluster: string | undefined;
  /** The account the server is reached with, where it has one: what a dictionary needs to read a table of its own server. */
  account: { user: string; password: string } | undefined;
  /** Runs a query and returns its rows as ClickHouse writes them in JSONEachRow (64-bit integers are strings). */
  ask<T extends object = Row>(query: Sql, options: AskOptions): Promise<T[]>;
  /**
   * Says that a query takes so many statements more, before they are asked: `underKey`, what tells its progress can say
   * "the second of four". To be said where the number is known, and once more where an answer asks for another statement.
   */
  announce(statements: number): void;
  /** How far the queries asked `underKey` are; null while none of them runs. */
  progress(key: string): Promise<Progress | null>;
  /** Appends rows, at least one, all with the same columns; resolved means stored (on disk in the embedded store). Own session, so queries never block it. */
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** The same for rows that were encoded beforehand, with the same columns. */
  insertEncoded(table: string, columns: readonly string[], rows: readonly string[]): Promise<void>;
  /**
   * Appends what a query answers, whose columns stand in this order, without its rows passing through the program. Resolved
   * means stored.
   */
  fill(table: string, columns: readonly string[], query: Sql, options: Pick<AskOptions, "tenant">): Promise<void>;
  /** How long an insert may be under way. */
  insertSeconds: number;
  /** Says which rows no query sees from now on, in place of what was said before. */
  hide(hidden: readonly Hidden[]): void;
  /** Schema changes and maintenance. */
  command(statement: Sql): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export async function openAnalytics(options: AnalyticsOptions): Promise<Analytics> {
  return options.server ? openServer(options, options.server) : openEmbedded(options);
}

async function openEmbedded(options: AnalyticsOptions): Promise<Analytics> {
  mkdirSync(options.folder, { recursive: true });
  const database = options.database ?? "throughline";
  const connect = async () => {
    const client = embeddedSession(options.folder);
    await client.command({ query: `create database if not exists ${database}` });
    await client.command({ query: `use ${database}` });
    await client.command({
      query: `set max_query_size = ${MAX_QUERY_BYTES}, ${UNCOMPILED}`,
    });
    return client;
  };
  const ingest = await connect();
  const maintenance = await connect();
  const control = await connect();
  const many = (options.threads ?? 4) >= MANY_THREADS;
  const sizes = many ? SESSIONS_OF_MANY_THREADS : SESSIONS_OF_FEW_THREADS;
  const sessions: ClickHouseClient[] = [];
  while (sessions.length < sizes.queries + sizes.upkeep) sessions.push(await connect());
  const queries = new SessionPool(sessions.slice(sizes.upkeep));
  const upkeep = new SessionPool(sessions.slice(0, sizes.upkeep));
  return {
    kind: "chdb",
    ...build(options, {
      database,
      cluster: undefined,
      account: undefined,
      ingest,
      maintenance,
      control,
      queries,
      upkeep,
    }),
    async close() {
      for (const session of [...sessions, ingest, maintenance, control]) {
        // A session answers in turn: after this nothing runs on it, and closing one at work would end the process.
        await session.command({ query: "select 1" }).catch(() => undefined);
        await session.close();
      }
    },
  };
}

async function openServer(
  options: AnalyticsOptions,
  server: NonNullable<AnalyticsOptions["server"]>,
): Promise<Analytics> {
  const { url, database, cluster } = server;
  // What fails is thrown and said once, by us; the client would write it to the console with everything it was sent.
  const log = { level: ClickHouseLogLevel.OFF };
  const bootstrap = createClient({ url, log });
  const onCluster = cluster ? ` on cluster ${cluster}` : "";
  await bootstrap.command({ query: `create database if not exists ${database}${onCluster}` });
  await bootstrap.close();
  const settings = {
    ...encodedRows,
    url,
    log,
    database,
    max_open_connections: 32,
    request_timeout: 600_000,
    clickhouse_settings: {
      max_query_size: String(MAX_QUERY_BYTES),
      // Without it a query that fails half-way has been answered 200 already.
      wait_end_of_query: 1 as const,
      // On a cluster, an insert that returned is with the node that keeps the rows.
      ...(cluster ? { distributed_foreground_insert: 1 as const } : {}),
    },
  };
  const client = createClient(settings);
  const ingest = createClient({ ...settings, request_timeout: (options.insertSeconds ?? INSERT_SECONDS) * 1000 });
  const slots = (count: number) => new SessionPool(Array.from({ length: count }, () => client));
  return {
    kind: "clickhouse",
    ...build(options, {
      database,
      cluster,
      account: accountOf(url),
      ingest,
      maintenance: client,
      control: client,
      queries: slots(SERVER_QUERIES),
      upkeep: slots(SERVER_UPKEEP),
    }),
    close: async () => {
      await Promise.all([client.close(), ingest.close()]);
    },
  };
}

function accountOf(url: string): Analytics["account"] {
  const { username, password } = new URL(url);
  return username ? { user: decodeURIComponent(username), password: decodeURIComponent(password) } : undefined;
}

interface Parts {
  database: string;
  cluster: string | undefined;
  account: Analytics["account"];
  ingest: ClickHouseClient;
  /** For schema changes and merges, which may take minutes. */
  maintenance: ClickHouseClient;
  /** For what has to be done at once, however busy the others are: stopping a query, a sign of life. */
  control: ClickHouseClient;
  queries: SessionPool<ClickHouseClient>;
  upkeep: SessionPool<ClickHouseClient>;
}

function build(options: AnalyticsOptions, parts: Parts): Omit<Analytics, "kind" | "close"> {
  const { database, cluster, account, ingest, maintenance, control, queries, upkeep } = parts;
  // A session runs one statement at a time, and an insert must not overtake another half-way.
  const inserting = new Queue();
  const maintaining = new Queue();
  const controlling = new Queue();
  let hidden: readonly Hidden[] = [];
  const filters = (ask: Pick<AskOptions, "tenant" | "sees">) => filtersSql(options.tenantTables, parts, ask, hidden);
  const everywhere = cluster ? sql`on cluster ${typed.name(cluster)}` : sql``;
  const stopper = (tag: string) =>
    controlling.run(() =>
      control.command({ query: render(sql`kill query ${everywhere} where query like ${`${tag}%`} async`) }),
    );
  return {
    database,
    cluster,
    account,
    async ask<T extends object>(query: Sql, ask: AskOptions) {
      const { tenant, signal, seconds = options.querySeconds, memoryBytes = options.queryMemoryBytes } = ask;
      const body = `${render(query)}\n${limits(filters(ask), seconds, memoryBytes)}`;
      const tag = tagOf(randomUUID(), ask.label);
      const run = async (client: ClickHouseClient) =>
        (await cancellable(client, stopper, { tag, body, seconds, signal })) as T[];
      return tenant === null || ask.upkeep
        ? upkeep.use("", run, signal)
        : queries.use(tenant.workspace.id, run, signal);
    },
    announce: () => undefined,
    insertSeconds: options.insertSeconds ?? INSERT_SECONDS,
    progress: (key) =>
      controlling.run(async () => {
        const answer = await control.query({ query: progressSql(key, cluster), format: "JSONEachRow" });
        const [row] = await answer.json<Row>();
        return toProgress(row);
      }),
    insert(table, rows) {
      const columns = Object.keys(rows[0] ?? {});
      const encoded = rows.map((row) => encodeRow(columns, row as Row));
      return this.insertEncoded(table, columns, encoded);
    },
    insertEncoded: (table, columns, rows) =>
      inserting.run(async () => {
        await ingest.insert({
          table: `${database}.${table}`,
          columns: columns as [string, ...string[]],
          values: rows,
          // Without the names of the columns in every row, which were a third of what is written and read again.
          format: "JSONCompactEachRow",
          // Half the files of a small part; merging builds the indexes where there is enough to skip.
          clickhouse_settings: { materialize_skip_indexes_on_insert: 0 },
        });
      }),
    async fill(table, columns, query, { tenant }) {
      const names = columns.map((column) => typed.name(column));
      const into = render(sql`insert into ${typed.name(database)}.${typed.name(table)} (${joinSql(names, ", ")})`);
      const body = `${into} ${render(query)}\n${limits(filters({ tenant }), options.querySeconds, options.queryMemoryBytes)}`;
      await upkeep.use("", async (client) => {
        await client.command({ query: body }).catch((error: unknown) => {
          throw engineRefusal(error, options.querySeconds);
        });
      });
    },
    hide(rows) {
      hidden = rows;
    },
    command: (statement) =>
      maintaining.run(async () => {
        await maintenance.command({ query: render(statement) });
      }),
    ping: () =>
      controlling.run(async () => {
        const answer = await control.query({ query: "select 1", format: "JSONEachRow" });
        await answer.json();
      }),
  };
}

/** Budgets of a query. Spilling to disk begins at half the memory, so that a large answer is slow and not refused. */
function limits(filters: Sql, seconds: number, memory: number): string {
  return render(sql`settings
    ${filters}
    max_execution_time = ${seconds},
    max_memory_usage = ${memory},
    max_bytes_before_external_group_by = ${Math.floor(memory / 2)},
    max_bytes_before_external_sort = ${Math.floor(memory / 2)},
    do_not_merge_across_partitions_select_final = 1,
    output_format_json_quote_64bit_integers = 1,
    output_format_json_quote_denormals = 0`);
}

/** Row filters that the engine applies wherever one of the tables is read, and prunes by like any predicate. */
function filtersSql(
  tables: TenantTables,
  { database, cluster }: Pick<Parts, "database" | "cluster">,
  { tenant, sees }: Pick<AskOptions, "tenant" | "sees">,
  hidden: readonly Hidden[],
): Sql {
  const isHidden = (rows: Hidden) =>
    sees !== "everything" &&
    (rows.because === "removed" || (tenant !== null && sees === undefined)) &&
    (tenant === null || rows.tenant === tenant.workspace.id);
  const left = hidden.filter(isHidden);
  if (tenant === null && left.length === 0) return sql``;
  const filters = Object.entries(tables).flatMap(([table, read]) => {
    const parts = left.filter((rows) => rows.table === table).map(({ rows }) => sql`not (${rows})`);
    if (tenant !== null)
      parts.unshift(sql`workspace = ${typed.uuid(tenant.workspace.id)}`, ...inScope(tenant.scope, read));
    if (parts.length === 0) return [];
    const predicate = typed.filter(joinSql(parts, " and "));
    return (cluster ? [table, `${table}_local`] : [table]).map((name) => sql`${`${database}.${name}`}: ${predicate}`);
  });
  return filters.length === 0 ? sql`` : sql`additional_table_filters = {${joinSql(filters, ", ")}},`;
}

function inScope(scope: Tenant["scope"], read: TenantTables[string]): Sql[] {
  if (scope === null || read === "whole") return [];
  if (scope.length === 0 || read === "nothing") return [sql`0`];
  return [sql`unit in ${scope}`];
}

/** Runs a query; an abort stops it in the engine too, which the client alone does not do. */
async function cancellable(
  client: ClickHouseClient,
  stop: (tag: string) => Promise<unknown>,
  { tag, body, seconds, signal }: { tag: string; body: string; seconds: number; signal: AbortSignal | undefined },
): Promise<unknown[]> {
  const tell = () => void stop(tag).catch(() => undefined);
  let telling: NodeJS.Timeout | undefined;
  const abort = () => {
    tell();
    telling = setInterval(tell, STOP_MILLISECONDS);
  };
  signal?.throwIfAborted();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const answer = await client.query({ query: `${tag} ${body}`, format: "JSONEachRow" });
    return await answer.json();
  } catch (error) {
    signal?.throwIfAborted();
    throw engineRefusal(error, seconds);
  } finally {
    clearInterval(telling);
    signal?.removeEventListener("abort", abort);
  }
}

/** One after the other, in the order of asking. */
class Queue {
  #last: Promise<unknown> = Promise.resolve();
  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
