import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync, gzipSync } from "node:zlib";
import { type ChdbConnection, createChdbConnection } from "chdb/connection";

// A program: ClickHouse's HTTP interface over the engine in this process, as much of it as the stock client uses. It lets
// the suite run against a ClickHouse that is reached over a wire, where no ClickHouse server can be installed.
//
//   tsx server/testing/clickhouse-http.ts FOLDER USER
//
// Prints its address when it answers, and ends when its standard input does.

type Session = ChdbConnection["chdb"];

interface Statement {
  text: string;
  database: string;
  settings: [string, string][];
  compressAnswer: boolean;
}

/** Parameters of a request that are not settings of the engine. */
const OWN_PARAMETERS = new Set(["query", "query_id", "database", "session_id"]);
/** Settings of the interface itself. */
const INTERFACE_SETTINGS = new Set(["enable_http_compression", "wait_end_of_query", "send_progress_in_http_headers"]);

const [folder, user] = process.argv.slice(2);
if (!folder || !user) throw new Error("usage: clickhouse-http.ts FOLDER USER");

// One session runs one statement at a time; several on one folder run side by side.
const idle: Session[] = [];

async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = idle.pop() ?? createChdbConnection({ path: folder as string }).chdb;
  try {
    return await work(session);
  } finally {
    idle.push(session);
  }
}

async function execute({ text, database, settings }: Statement) {
  return withSession(async (session) => {
    await session.queryAsync(`use \`${database.replaceAll("`", "")}\``);
    try {
      for (const [name, value] of settings) await session.queryAsync(`set ${name} = '${value.replaceAll("'", "\\'")}'`);
      return await session.queryAsync(text, { format: "TabSeparated" });
    } finally {
      for (const [name] of settings) await session.queryAsync(`set ${name} = default`);
    }
  });
}

async function read(request: IncomingMessage): Promise<Statement> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const sent = Buffer.concat(chunks);
  const body = (request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent).toString("utf8");
  const parameters = new URL(request.url ?? "/", "http://here").searchParams;
  const query = parameters.get("query");
  const settings = [...parameters].filter(([name]) => !OWN_PARAMETERS.has(name));
  for (const [name] of settings)
    if (!/^\w+$/.test(name)) throw new Error(`Code: 115. DB::Exception: Unknown setting ${name}. (UNKNOWN_SETTING)`);
  return {
    text: query === null ? body : `${query}\n${body}`,
    database: parameters.get("database") ?? "default",
    settings: settings.filter(([name]) => !INTERFACE_SETTINGS.has(name)),
    compressAnswer:
      parameters.get("enable_http_compression") === "1" && /gzip/.test(request.headers["accept-encoding"] ?? ""),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader(
    "x-clickhouse-query-id",
    new URL(request.url ?? "/", "http://here").searchParams.get("query_id") ?? randomUUID(),
  );
  if (request.method === "GET" && request.url?.startsWith("/ping")) return void response.end("Ok.\n");
  if (!mayEnter(request))
    return refuse(response, 401, "Code: 516. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)");
  const statement = await read(request);
  const result = await execute(statement);
  const count = String(result.rowsRead);
  response.setHeader(
    "x-clickhouse-summary",
    JSON.stringify({
      read_rows: count,
      read_bytes: String(result.bytesRead),
      written_rows: count,
      written_bytes: String(result.bytesRead),
      elapsed_ns: String(Math.round(result.elapsed * 1e9)),
    }),
  );
  response.setHeader("content-type", "application/x-ndjson; charset=UTF-8");
  const bytes = result.bytes();
  if (statement.compressAnswer) response.setHeader("content-encoding", "gzip");
  response.end(statement.compressAnswer ? gzipSync(bytes) : bytes);
}

/** The client sends the account either way, and an empty password with it. */
function mayEnter({ headers }: IncomingMessage): boolean {
  const expected = `Basic ${Buffer.from(`${user}:`).toString("base64")}`;
  return headers.authorization === expected || headers["x-clickhouse-user"] === user;
}

/** As the server does: the code in a header, the message as text, and a status that tells whose fault it was. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.statusCode = status;
  const code = /Code: (\d+)/.exec(message)?.[1];
  if (code) response.setHeader("x-clickhouse-exception-code", code);
  response.end(`${message}\n`);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    refuse(response, /Code: (62|46|47|60|81|115)\b/.test(message) ? 400 : 500, message);
  });
});
server.keepAliveTimeout = 30_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
process.stdin.once("end", () => process.exit(0)).resume();
