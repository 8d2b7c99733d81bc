import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

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
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "throughline.lock");
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    began: processBegan(process.pid) ?? "",
    since: now.toISOString(),
    command: process.argv.slice(2).join(" ") || "serve",
  };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, "wx", 0o600);
      writeSync(handle, JSON.stringify(mine));
      closeSync(handle);
      return () => release(file, mine);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = readHolder(file);
      if (holder && isAlive(holder)) throw new Error(explain(folder, file, holder));
      rmSync(file, { force: true });
    }
  }
  throw new Error(`The data folder ${folder} is being taken by another process at this moment. Start again.`);
}

function release(file: string, mine: Holder): void {
  const holder = readHolder(file);
  if (holder?.pid === mine.pid && holder.began === mine.began) rmSync(file, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  // A folder on a shared disk: the other machine cannot be asked, so its word counts.
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const began = processBegan(holder.pid);
  return began === null || holder.began === "" || began === holder.began;
}

/** From /proc on Linux; null elsewhere, where the process number alone must do. */
function processBegan(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function explain(folder: string, file: string, holder: Holder): string {
  const where = holder.host === hostname() ? "" : ` on the machine ${holder.host}`;
  const other = holder.host === hostname() ? "" : `\nIf that machine is gone for good, delete ${file}.`;
  return (
    `The data folder ${folder} is in use by process ${holder.pid}${where}` +
    ` (throughline ${holder.command}, since ${holder.since}).\n` +
    `Stop that process first, or start this one on another folder with --data DIR.${other}`
  );
}
