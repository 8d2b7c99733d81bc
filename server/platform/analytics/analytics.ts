import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { createChdbConnection } from "chdb/connection";
import { ProblemError, unavailable } from "../http/problem.ts";
import { joinSql, render, type Sql, sql, typed } from "./sql.ts";

/** Sessions that answer questions at the same time in the embedded store; each runs one query at a time. */
const EMBEDDED_QUESTION_SESSIONS = 4;
/** Questions that may wait for a session; more are told to come back. */
const MAX_WAITING = 200;

/** A question with many large conditions is longer than the engine takes by itself. */
const MAX_QUERY_BYTES = 8 * 1024 * 1024;

/** The two packages each bring their own copy of this one interface. */
type ClientConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>["connection"]>;

export interface AnalyticsOptions {
  folder: string;
  server?: { url: string; database: string; cluster: string | undefined } | undefined;
  queryMemoryBytes: number;
  querySeconds: number;
  /** Tables whose rows belong to a tenant, named in their column `workspace`. */
  tenantTables: readonly string[];
}

export interface AskOptions {
  /** Whose rows may be read. The predicate is added here, below everything that spells SQL; `null` reads every tenant's
   * rows and is for the program's own upkeep. */
  tenant: string | null;
  signal?: AbortSignal | undefined;
  /** Bytes this question may use, when it deserves another budget than the configured one. */
  memoryBytes?: number;
  seconds?: number;
}

export type Row = Record<string, unknown>;

/** The events: ClickHouse in the process or on a server, one client and one SQL for both. */
export interface Analytics {
  kind: "chdb" | "clickhouse";
  database: string;
  cluster: string | undefined;
  /** The account the server is reached with, where it has one: what a dictionary needs to read a table of its own server. */
  account: { user: string; password: string } | undefined;
  /** Runs a question and returns its rows as ClickHouse writes them in JSONEachRow (64-bit integers are strings). */
  ask<T extends object = Row>(question: Sql, options: AskOptions): Promise<T[]>;
  /** Appends rows; resolved means stored (on disk in the embedded store). Own session, so questions never block it. */
  insert(table: string, rows: readonly object[]): Promise<void>;
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
  const database = "throughline";
  const connect = async () => {
    const connection = createChdbConnection({ path: options.folder }) as unknown as ClientConnection;
    const client = createClient({ connection });
    await client.command({ query: `create database if not exists ${database}` });
    await client.command({ query: `use ${database}` });
    await client.command({ query: `set max_query_size = ${MAX_QUERY_BYTES}` });
    return client;
  };
  const ingest = await connect();
  const maintenance = await connect();
  const control = await connect();
  const sessions: ClickHouseClient[] = [];
  while (sessions.length < EMBEDDED_QUESTION_SESSIONS) sessions.push(await connect());
  const questions = new Pool(sessions);
  return {
    kind: "chdb",
    ...build(options, { database, cluster: undefined, account: undefined, ingest, maintenance, control, questions }),
    async close() {
      await questions.close();
      await ingest.close();
      await maintenance.close();
      await control.close();
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
  const client = createClient({
    url,
    log,
    database,
    max_open_connections: 30,
    request_timeout: 600_000,
    clickhouse_settings: { max_query_size: String(MAX_QUERY_BYTES) },
  });
  const questions = new Pool(Array.from({ length: 20 }, () => client));
  return {
    kind: "clickhouse",
    ...build(options, {
      database,
      cluster,
      account: accountOf(url),
      ingest: client,
      maintenance: client,
      control: client,
      questions,
    }),
    close: () => client.close(),
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
  /** For what has to be done at once, however busy the others are: stopping a question, a sign of life. */
  control: ClickHouseClient;
  questions: Pool;
}

function build(options: AnalyticsOptions, parts: Parts): Omit<Analytics, "kind" | "close"> {
  const { database, cluster, account, ingest, maintenance, control, questions } = parts;
  // A session runs one statement at a time, and an insert must not overtake another half-way.
  const inserting = new Queue();
  const maintaining = new Queue();
  return {
    database,
    cluster,
    account,
    async ask<T extends object>(question: Sql, ask: AskOptions) {
      const body = `${render(question)}\n${limits(options, database, ask)}`;
      return questions.use((client) => cancellable(client, control, body, ask.signal) as Promise<T[]>);
    },
    insert: (table, rows) =>
      inserting.run(async () => {
        await ingest.insert({ table: `${database}.${table}`, values: rows as object[], format: "JSONEachRow" });
      }),
    command: (statement) =>
      maintaining.run(async () => {
        await maintenance.command({ query: render(statement) });
      }),
    async ping() {
      const answer = await control.query({ query: "select 1", format: "JSONEachRow" });
      await answer.json();
    },
  };
}

/** Budgets of a question. Spilling to disk begins at half the memory, so that a large answer is slow and not refused. */
function limits(options: AnalyticsOptions, database: string, ask: AskOptions): string {
  const memory = ask.memoryBytes ?? options.queryMemoryBytes;
  return render(sql`settings
    ${onlyTenant(options.tenantTables, database, ask.tenant)}
    max_execution_time = ${ask.seconds ?? options.querySeconds},
    max_memory_usage = ${memory},
    max_bytes_before_external_group_by = ${Math.floor(memory / 2)},
    max_bytes_before_external_sort = ${Math.floor(memory / 2)},
    do_not_merge_across_partitions_select_final = 1,
    output_format_json_quote_64bit_integers = 1,
    output_format_json_quote_denormals = 0`);
}

/** Row filters that the engine applies wherever one of the tables is read, and prunes by like any predicate. */
function onlyTenant(tables: readonly string[], database: string, tenant: string | null): Sql {
  if (tenant === null) return sql``;
  const predicate = render(sql`workspace = ${typed.uuid(tenant)}`);
  const filters = tables
    .flatMap((table) => [table, `${table}_local`])
    .map((table) => sql`${`${database}.${table}`}: ${predicate}`);
  return sql`additional_table_filters = {${joinSql(filters, ", ")}},`;
}

/** Runs a question; an abort stops it in the engine too, which the client alone does not do. */
async function cancellable(client: ClickHouseClient, control: ClickHouseClient, body: string, signal?: AbortSignal) {
  const tag = `/* q:${randomUUID()} */`;
  const stop = () =>
    void control.command({ query: `kill query where query like '${tag}%' async` }).catch(() => undefined);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const answer = await client.query({ query: `${tag} ${body}`, format: "JSONEachRow" });
    return await answer.json();
  } catch (error) {
    signal?.throwIfAborted();
    throw explain(error);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** What the caller can do about a refusal of the engine; anything else stays an internal error. */
function explain(error: unknown): unknown {
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  if (code === "241")
    return new ProblemError(
      422,
      "question_too_large",
      "The question needs more memory than it may use. Ask for a shorter period, fewer breakdowns or a narrower filter.",
    );
  if (code === "159" || code === "160")
    return new ProblemError(
      422,
      "question_too_slow",
      "The question took longer than it may. Ask for a shorter period, fewer breakdowns or a narrower filter.",
    );
  return error;
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

/** Sessions lent to one question at a time. */
class Pool {
  readonly #all: readonly ClickHouseClient[];
  readonly #free: ClickHouseClient[];
  readonly #waiting: ((client: ClickHouseClient) => void)[] = [];

  constructor(clients: ClickHouseClient[]) {
    this.#all = clients;
    this.#free = [...clients];
  }

  async use<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
    const client = await this.#take();
    try {
      return await work(client);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(client);
      else this.#free.push(client);
    }
  }

  async close(): Promise<void> {
    for (const client of this.#all) await client.close();
  }

  #take(): Promise<ClickHouseClient> {
    const client = this.#free.pop();
    if (client) return Promise.resolve(client);
    if (this.#waiting.length >= MAX_WAITING)
      throw unavailable("too_many_questions", "Too many questions at once. Ask again in a moment.", 2);
    return new Promise((give) => this.#waiting.push(give));
  }
}
