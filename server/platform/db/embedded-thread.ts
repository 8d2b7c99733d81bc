import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { syncTree } from "../sync.ts";
import { PROGRAM } from "./embedded-program.ts";

// V8 of Node 20 optimises a function of the database when 1.8 MB of it have run, later releases when 13 have: compiling so
// much so early took a second of every start from all else.
setFlagsFromString("--wasm-tiering-budget=13000000");

/** The embedded database at work in a thread of its own, so that what it takes long for holds nobody else up. */
export interface EmbeddedThread {
  /** Hands over what a client of PostgreSQL would send and resolves with what a server would answer. */
  exchange(bytes: Uint8Array): Promise<Uint8Array>;
  /** @throws when not all of it could be brought to disk */
  close(): Promise<void>;
}

/** In the folder while the engine works on it; a process that was killed leaves it. */
const LOCK = "postmaster.pid";

/** Opens the embedded database of a folder, and makes it where there is none. */
export async function openInThread(folder: string): Promise<EmbeddedThread> {
  const isSynced = await syncLeftover(folder);
  const [pglite, nodefs] = ["", "/nodefs"].map((part) => import.meta.resolve(`@electric-sql/pglite${part}`));
  const workerData = { folder, lock: LOCK, isSynced, pglite, nodefs };
  const thread = new Worker(PROGRAM, {
    eval: true,
    execArgv: [],
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  /** Who waits for an answer, in the order of asking. */
  const waiting: { resolve(answer: Uint8Array): void; reject(error: Error): void }[] = [];
  let ended: Error | null = null;
  let isClosing = false;
  const end = (error: Error) => {
    ended ??= error;
    for (const each of waiting.splice(0)) each.reject(ended);
  };
  thread.on("message", (answer: Uint8Array | string) => {
    if (typeof answer === "string")
      end(new Error(`The embedded database has ended: ${answer}. Start the program again.`));
    else waiting.shift()?.resolve(answer);
  });
  // What the engine says then is for those who build it.
  thread.on("error", (cause) =>
    end(
      new Error("The embedded database has ended: its files cannot be read or written. Start the program again.", {
        cause,
      }),
    ),
  );
  const over = new Promise<Error | null>((resolve) => {
    thread.once("exit", (code) => {
      end(new Error(`The embedded database has ended (${code}). Start the program again.`));
      resolve(code === 0 ? null : ended);
    });
  });
  const answered = () =>
    new Promise<Uint8Array>((resolve, reject) => {
      if (ended) reject(ended);
      else waiting.push({ resolve, reject });
    });
  await answered();
  // Without its records the program can do nothing; whoever watches over it starts it again.
  void over.then((failure) => {
    if (!isClosing) throw failure ?? ended;
  });
  return {
    exchange(bytes) {
      const answer = answered();
      thread.postMessage(bytes);
      return answer;
    },
    async close() {
      isClosing = true;
      thread.postMessage(null);
      const failure = await over;
      if (failure) throw failure;
    },
  };
}

/**
 * Brings to the disk what a killed process wrote, because the engine builds on it. The data folder is locked, so the lock of
 * the engine says nothing more; one that a power cut has left empty would stop the engine.
 */
async function syncLeftover(folder: string): Promise<boolean> {
  const lock = join(folder, LOCK);
  if (!existsSync(lock)) return false;
  await syncTree(folder);
  await rm(lock);
  return true;
}
