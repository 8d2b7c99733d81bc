import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readS3Address, type S3Address } from "./platform/files/stores/s3-address.ts";
import { type MailSettings, readDkimKey, readMailbox, readMailServer } from "./platform/mail/mail-settings.ts";

/** Everything the environment can set. The only file that reads it. */
/** Characters of the secret that signs sessions, at least. */
export const SECRET_LENGTH = 32;

const environment = z.object({
  THROUGHLINE_DATA: z.string().default("throughline-data"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3400),
  /** The address people use, when it differs from host and port (behind a proxy). */
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.string().startsWith("postgres").optional(),
  CLICKHOUSE_URL: z.url().optional(),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/i)
    .default("throughline"),
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/i)
    .optional(),
  /** Signs sessions. Kept in the data folder when not set; several processes on servers need the same one. */
  SECRET: z.string().min(SECRET_LENGTH).optional(),
  /** How long it is kept how and where people signed in. */
  SIGN_IN_LOG_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  /** How many proxies in front may be believed about the caller's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).optional(),
  /** Bytes of events held in memory at most before senders are told to wait. */
  INGEST_BUFFER_BYTES: z.coerce
    .number()
    .int()
    .min(32 * 1024 * 1024)
    .default(64 * 1024 * 1024),
  /** What one workspace may send through one process: events a second, a minute's worth at once; names a day. */
  INGEST_EVENTS_PER_SECOND: z.coerce.number().int().min(1).default(50_000),
  INGEST_EVENT_NAMES: z.coerce.number().int().min(1).default(5_000),
  INGEST_PROPERTY_NAMES: z.coerce.number().int().min(1).default(20_000),
  /** Largest file that may be uploaded for an import. */
  UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(2 * 1024 * 1024 * 1024),
  /** A store that speaks S3 for what people upload: s3://KEY:SECRET@HOST/BUCKET[/PREFIX][?region=REGION]. */
  FILES_URL: z
    .string()
    .transform((text, ctx) => {
      const address = readS3Address(text);
      // What was given holds a secret, so it is not shown.
      if (address === null) ctx.addIssue("not s3://KEY:SECRET@HOST[:PORT]/BUCKET[/PREFIX][?region=REGION]");
      return address ?? undefined;
    })
    .optional(),
  /** What the uploaded files of one workspace may have together, and how many there may be. */
  FILES_BYTES: z.coerce
    .number()
    .int()
    .min(1_000_000)
    .default(5 * 1024 * 1024 * 1024),
  FILES_COUNT: z.coerce.number().int().min(10).default(10_000),
  /** Memory one question may use in the event store. */
  QUERY_MEMORY_BYTES: z.coerce.number().int().min(50_000_000).default(2_000_000_000),
  /** Node's own: threads for what blocks, the embedded store's queries among it. Read when Node starts; 4 when not set. */
  UV_THREADPOOL_SIZE: z.coerce.number().int().min(1).default(4),
  QUERY_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
  /** What one insert may take on a ClickHouse server. */
  INSERT_SECONDS: z.coerce.number().int().min(1).max(120).default(20),
  /** `smtp://user:password@host:port` or `smtps://…`; without it mail is written into the data folder. */
  MAIL_URL: z.url({ protocol: /^smtps?$/, error: "takes smtp://host:port or smtps://host:port" }).optional(),
  MAIL_TLS: z.enum(["required", "optional"]).optional(),
  MAIL_FROM: z.string().transform(readBy(readMailbox)).optional(),
  MAIL_RETURN_PATH: z
    .string()
    .transform(readBy((text) => readMailbox(text).address))
    .optional(),
  MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i)
    .optional(),
  MAIL_DKIM_KEY: z.string().transform(readBy(readDkimKey)).optional(),
  MAIL_PER_HOUR: z.coerce.number().int().min(1).default(5_000),
  MAIL_DOMAIN_PER_HOUR: z.coerce.number().int().min(1).default(1_000),
  MAIL_CONNECTIONS: z.coerce.number().int().min(2).max(50).default(5),
  MAIL_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(300).default(60),
  /** What happened longer than this before it came is counted and is no news. */
  NEWS_HOURS: z.coerce.number().min(0).max(8760).default(72),
});

/** A value that is read by a function; what that throws is why it cannot be used. */
function readBy<T>(read: (text: string) => T) {
  return (text: string, problem: z.RefinementCtx): T => {
    try {
      return read(text);
    } catch (error) {
      problem.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  };
}

type Environment = z.infer<typeof environment>;

/** @throws Error that names the variable which is missing */
function readMail(values: Environment): MailSettings {
  if (values.MAIL_URL && !values.MAIL_FROM)
    throw new Error("The configuration cannot be used.\nMAIL_FROM: say whom mail comes from, since MAIL_URL is set");
  if ((values.MAIL_DKIM_KEY === undefined) !== (values.MAIL_DKIM_SELECTOR === undefined))
    throw new Error("The configuration cannot be used.\nMAIL_DKIM_KEY and MAIL_DKIM_SELECTOR: set both or neither");
  return {
    server: values.MAIL_URL ? readMailServer(values.MAIL_URL, values.MAIL_TLS) : undefined,
    from: values.MAIL_FROM ?? { name: "Throughline", address: "throughline@localhost" },
    returnPath: values.MAIL_RETURN_PATH,
    dkim:
      values.MAIL_DKIM_KEY && values.MAIL_DKIM_SELECTOR
        ? { privateKey: values.MAIL_DKIM_KEY, selector: values.MAIL_DKIM_SELECTOR }
        : undefined,
    perHour: values.MAIL_PER_HOUR,
    domainPerHour: values.MAIL_DOMAIN_PER_HOUR,
    connections: values.MAIL_CONNECTIONS,
    timeoutSeconds: values.MAIL_TIMEOUT_SECONDS,
  };
}

export interface Config {
  data: string;
  host: string;
  port: number;
  publicUrl: string | undefined;
  databaseUrl: string | undefined;
  clickhouse: { url: string; database: string; cluster: string | undefined } | undefined;
  secret: string | undefined;
  signInDays: number;
  trustProxy: number;
  logLevel: string;
  ingestBufferBytes: number;
  /** What one workspace may send through one process. */
  ingestQuotas: { eventsPerSecond: number; eventNames: number; propertyNames: number };
  uploadBytes: number;
  files: { s3: S3Address | undefined; workspaceBytes: number; workspaceFiles: number };
  queryMemoryBytes: number;
  querySeconds: number;
  insertSeconds: number;
  threads: number;
  mail: MailSettings;
  newsHours: number;
}

export interface ConfigOverrides {
  data?: string | undefined;
  port?: number | undefined;
  host?: string | undefined;
  logLevel?: string | undefined;
  /** For commands that a person waits for: without a LOG_LEVEL only warnings are logged. */
  quiet?: boolean;
  ingestBufferBytes?: number | undefined;
  uploadBytes?: number | undefined;
  queryMemoryBytes?: number | undefined;
  querySeconds?: number | undefined;
}

/** Reads the environment; command-line flags win. Throws an Error that names the variable and what it takes. */
export function readConfig(overrides: ConfigOverrides = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration cannot be used.\n${lines.join("\n")}`);
  }
  const values = parsed.data;
  return {
    data: resolve(overrides.data ?? values.THROUGHLINE_DATA),
    host: overrides.host ?? values.HOST,
    port: overrides.port ?? values.PORT,
    publicUrl: values.PUBLIC_URL,
    databaseUrl: values.DATABASE_URL,
    clickhouse: values.CLICKHOUSE_URL
      ? { url: values.CLICKHOUSE_URL, database: values.CLICKHOUSE_DATABASE, cluster: values.CLICKHOUSE_CLUSTER }
      : undefined,
    secret: values.SECRET,
    signInDays: values.SIGN_IN_LOG_DAYS,
    trustProxy: values.TRUST_PROXY,
    logLevel: overrides.logLevel ?? values.LOG_LEVEL ?? (overrides.quiet ? "warn" : "info"),
    ingestBufferBytes: overrides.ingestBufferBytes ?? values.INGEST_BUFFER_BYTES,
    ingestQuotas: {
      eventsPerSecond: values.INGEST_EVENTS_PER_SECOND,
      eventNames: values.INGEST_EVENT_NAMES,
      propertyNames: values.INGEST_PROPERTY_NAMES,
    },
    uploadBytes: overrides.uploadBytes ?? values.UPLOAD_BYTES,
    files: { s3: values.FILES_URL, workspaceBytes: values.FILES_BYTES, workspaceFiles: values.FILES_COUNT },
    queryMemoryBytes: overrides.queryMemoryBytes ?? values.QUERY_MEMORY_BYTES,
    querySeconds: overrides.querySeconds ?? values.QUERY_SECONDS,
    insertSeconds: values.INSERT_SECONDS,
    threads: values.UV_THREADPOOL_SIZE,
    mail: readMail(values),
    newsHours: values.NEWS_HOURS,
  };
}

/** The folder of the program: where its migrations and built pages lie, run from source or bundled. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

export const version = (JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string })
  .version;

function findPackageRoot(from: string): string {
  if (existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("The program's own folder cannot be found; install it again.");
  return findPackageRoot(parent);
}
