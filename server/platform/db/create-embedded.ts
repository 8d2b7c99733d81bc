import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";

/**
 * Creates an empty embedded database where there is none. It is made beside its place and moved there when it is whole, so
 * that a process that ends half-way leaves nothing that looks like a database; and in a thread of its own, because creating
 * takes half a gigabyte that the thread gives back when it ends.
 */
export async function createEmbedded(folder: string): Promise<void> {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  await inThread(unfinished);
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(unfinished, folder);
}

const CREATE = `
  const { workerData } = require("node:worker_threads");
  import(workerData.pglite).then(async ({ PGlite }) => {
    const created = await PGlite.create({ dataDir: workerData.folder });
    await created.close();
  });`;

function inThread(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const workerData = { folder, pglite: import.meta.resolve("@electric-sql/pglite") };
    const thread = new Worker(CREATE, { eval: true, workerData });
    thread.once("error", reject);
    thread.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`The thread ended with ${code}.`))));
  });
}
