import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { privateFolder } from "./private-folder.ts";

/** A holder shows this often that it lives, for those who cannot see its process. */
const SIGN_MILLISECONDS = 10_000;
/** After this long without a sign, a holder on another machine (or in a container that is gone) counts as dead. */
const SILENT_MILLISECONDS = 60_000;

interface Holder {
  pid: number;
  host: string;
  /** Clock ticks since boot at which the process began: tells a process from a later one with the same number. */
  began: string;
  since: string;
  command: string;
}

/**
 * Takes the data folder for this process. Both embedded stores break when two processes write to them, and neither
 * guards itself. A lock left by a killed process is recognised and taken over.
 *
 * Throws an Error saying who holds the folder and how to proceed.
 */
export function lockDataFolder(folder: string, now: Date): () => void {
  privateFolder(folder);
  const file = join(folder, "throughline.lock");
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    began: lookAt(process.pid).began ?? "",
    since: now.toISOString(),
    command: commandOf(process.argv.slice(2)),
  };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (take(file, mine)) {
      const sign = setInterval(() => touch(file), SIGN_MILLISECONDS).unref();
      return () => {
        clearInterval(sign);
        if (same(readHolder(file), mine)) rmSync(file, { force: true });
      };
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder, file)) throw new Error(explain(folder, file, holder));
    removeStale(file, holder);
  }
  throw new Error(`The data folder ${folder} is being taken by another process at this moment. Start again.`);
}

/** The words before the first option: what follows may be a password, which is for nobody who reads the lock. */
function commandOf(args: readonly string[]): string {
  const options = args.findIndex((arg) => arg.startsWith("-"));
  return (options < 0 ? args : args.slice(0, options)).join(" ") || "serve";
}

/** The file appears with all its content or not at all, so that nobody reads half a lock and takes it for a stale one. */
function take(file: string, mine: Holder): boolean {
  const draft = `${file}.${mine.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Two starts may find the same stale lock; the slower one must not remove what the faster one has put there since. */
function removeStale(file: string, stale: Holder | null): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (!same(readHolder(aside), stale)) linkSync(aside, file);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function same(one: Holder | null, other: Holder | null): boolean {
  return one?.pid === other?.pid && one?.began === other?.began && one?.host === other?.host;
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody deleted the lock by hand; there is nothing to show a sign on.
  }
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder, file: string): boolean {
  // A folder on a shared disk: the other machine's processes cannot be seen.
  if (holder.host !== hostname())
    return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SILENT_MILLISECONDS;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const { began, isEnded } = lookAt(holder.pid);
  // Killed, and its parent has not taken note yet: in a container without an init it never does.
  if (isEnded) return false;
  // Where that cannot be told, our own number is rather that of a killed container's first process than ours.
  if (began === null || holder.began === "") return holder.pid !== process.pid;
  return began === holder.began;
}

/** When a process began, from /proc on Linux; null elsewhere, where the process number alone must do. */
function lookAt(pid: number): { began: string | null; isEnded: boolean } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { began: fields[18] ?? null, isEnded: "ZX".includes(state) };
  } catch {
    return { began: null, isEnded: false };
  }
}

function explain(folder: string, file: string, holder: Holder): string {
  const where = holder.host === hostname() ? "" : ` on the machine ${holder.host}`;
  const other =
    holder.host === hostname()
      ? ""
      : `\nIf that machine or container is gone, start again in a minute, or delete ${file}.`;
  return (
    `The data folder ${folder} is in use by process ${holder.pid}${where}` +
    ` (throughline ${holder.command}, since ${holder.since}).\n` +
    `Stop that process first, or start this one on another folder with --data DIR.${other}`
  );
}
