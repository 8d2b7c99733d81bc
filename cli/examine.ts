import { existsSync, readFileSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { freemem, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { type Config, packageRoot, readConfig, SECRET_LENGTH } from "../server/config.ts";
import { explainFailure } from "./failure.ts";

/** One thing looked at; `mend` says what to do unless all is well. */
export interface Check {
  name: string;
  state: "ok" | "warning" | "failed";
  found: string;
  mend?: string;
}

const GB = 1024 ** 3;

/** Looks at everything the program needs. Changes nothing but what a start would: stores of an existing folder are opened. */
export async function examine(options: { data?: string | undefined; port?: number | undefined }): Promise<Check[]> {
  const checks = [node()];
  let config: Config;
  try {
    config = readConfig({ ...options, quiet: true });
  } catch (error) {
    const mend = "Correct these variables of the environment, or remove them.";
    return [...checks, { name: "settings", state: "failed", found: explainFailure(error).message, mend }];
  }
  checks.push({ name: "settings", state: "ok", found: storesOf(config) }, memory(), await disk(config.data), pages());
  checks.push(...secret(config), await uploadedFiles(config), await mail(config), await folder(config));
  const held = checks.at(-1)?.found.includes("in use") ?? false;
  checks.push(held ? await running(config) : await port(config));
  return checks;
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const found = process.versions.node;
  if (major > 20 || (major === 20 && minor >= 19)) return { name: "node", state: "ok", found };
  return { name: "node", state: "failed", found, mend: "Install Node 20.19 or later." };
}

function storesOf({ databaseUrl, clickhouse }: Config): string {
  const records = databaseUrl ? "PostgreSQL server" : "embedded";
  return `records ${records}, events ${clickhouse ? "ClickHouse server" : "embedded"}`;
}

function memory(): Check {
  const found = `${(freemem() / GB).toFixed(1)} GB free of ${(totalmem() / GB).toFixed(1)} GB`;
  if (freemem() >= GB) return { name: "memory", state: "ok", found };
  const mend = "The program needs about 1 GB with embedded stores. Close others, or lower QUERY_MEMORY_BYTES.";
  return { name: "memory", state: "warning", found, mend };
}

async function disk(data: string): Promise<Check> {
  let nearest = data;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  const { bavail, bsize } = await statfs(nearest);
  const free = bavail * bsize;
  const found = `${(free / GB).toFixed(1)} GB free for ${data}`;
  if (free >= 2 * GB) return { name: "disk", state: "ok", found };
  const mend = "Make room, or move the data folder to a larger disk and name it with --data or THROUGHLINE_DATA.";
  return { name: "disk", state: free < GB / 4 ? "failed" : "warning", found, mend };
}

function pages(): Check {
  if (existsSync(join(packageRoot, "dist", "web", "index.html"))) return { name: "pages", state: "ok", found: "built" };
  return { name: "pages", state: "failed", found: "not built", mend: "Run npm run build." };
}

function secret({ data, secret: fromEnvironment, databaseUrl }: Config): Check[] {
  const file = join(data, "secret");
  if (fromEnvironment || !existsSync(file)) {
    if (fromEnvironment || !databaseUrl) return [];
    const mend = "Several processes on one database need the same SECRET; set it in the environment.";
    return [{ name: "secret", state: "warning", found: "kept in the data folder", mend }];
  }
  const { length } = readFileSync(file, "utf8").trim();
  if (length < SECRET_LENGTH) {
    const mend = "Bring it back from where it was copied, or delete the file: everybody then signs in again.";
    return [{ name: "secret", state: "failed", found: `${file} has ${length} of ${SECRET_LENGTH} characters`, mend }];
  }
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) === 0) return [{ name: "secret", state: "ok", found: "readable by its owner only" }];
  return [{ name: "secret", state: "failed", found: `others may read ${file}`, mend: `Run: chmod 600 ${file}` }];
}

/** Whether what people upload can be kept, and is kept from others. */
async function uploadedFiles({ data, files: { s3 } }: Config): Promise<Check> {
  const name = "uploaded files";
  const open = ["files", "uploads"]
    .map((each) => join(data, each))
    .filter((each) => existsSync(each) && (statSync(each).mode & 0o077) !== 0);
  if (open.length > 0)
    return {
      name,
      state: "failed",
      found: `others may enter ${open.join(" and ")}`,
      mend: `Run: chmod 700 ${open.join(" ")}`,
    };
  if (!s3) return { name, state: "ok", found: `in ${join(data, "files")}` };
  const [{ openS3Store }, { tryStore }] = await Promise.all([
    import("../server/platform/files/stores/s3-store.ts"),
    import("../server/platform/files/stores/try-store.ts"),
  ]);
  const store = openS3Store(s3);
  try {
    await tryStore(store);
    return { name, state: "ok", found: `${store.where} can be written, read and deleted` };
  } catch (error) {
    const mend = "Check FILES_URL, that its bucket is there, and that its key may put, get, delete and list.";
    return { name, state: "failed", found: `${store.where}: ${explainFailure(error).message}`, mend };
  }
}

/** Where messages go, and whether the server takes them. */
async function mail({ mail: settings }: Config): Promise<Check> {
  const name = "mail";
  const { server, from } = settings;
  if (!server)
    return {
      name,
      state: "ok",
      found: "no mail server: messages are kept in the data folder and shown under Settings, Mail",
    };
  const { checkMailServer } = await import("../server/platform/mail/mail.ts");
  const reason = await checkMailServer(server, { ...settings, timeoutSeconds: Math.min(settings.timeoutSeconds, 10) });
  if (reason === null)
    return { name, state: "ok", found: `${server.host}:${server.port} takes mail from ${from.address}` };
  const mend = "Check MAIL_URL, its user and password, and MAIL_TLS. Messages wait meanwhile.";
  return { name, state: "failed", found: `${server.host}:${server.port}: ${reason}`, mend };
}

async function folder(config: Config): Promise<Check> {
  const name = "data folder";
  if (!existsSync(config.data) && !config.databaseUrl)
    return { name, state: "ok", found: `${config.data} is not there yet; the first start makes it` };
  const { openStores } = await import("../server/open-system.ts");
  try {
    const stores = await openStores(config);
    await stores.close();
    return { name, state: "ok", found: `${config.data}: both stores open, their tables are up to date` };
  } catch (error) {
    const { message } = explainFailure(error);
    if (/ is in use by process /.test(message)) return { name, state: "ok", found: message.split("\n")[0] ?? message };
    const mend =
      config.databaseUrl || config.clickhouse
        ? "Check DATABASE_URL and CLICKHOUSE_URL and that these servers run."
        : "Restore the last backup into a new folder, or move the folder away to begin anew.";
    return { name, state: "failed", found: message, mend };
  }
}

async function running({ host, port }: Config): Promise<Check> {
  const url = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
  const name = "server";
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(6000) });
    if (answer.ok) return { name, state: "ok", found: `${url} is ready` };
    const mend = "Look at its log, and stop and start it if that stays.";
    return { name, state: "failed", found: `${url} answers ${answer.status}`, mend };
  } catch {
    const mend = "It listens elsewhere (name it with --port), is still starting, or hangs: look at its log.";
    return { name, state: "warning", found: `nothing answers at ${url}`, mend };
  }
}

function port({ host, port: number }: Config): Promise<Check> {
  const name = "port";
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const mend = "Choose another with --port N or PORT=N.";
      resolve({ name, state: "failed", found: `${number} cannot be used (${error.code})`, mend });
    });
    server.listen(number, host, () => server.close(() => resolve({ name, state: "ok", found: `${number} is free` })));
  });
}
