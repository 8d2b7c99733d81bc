import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { openInThread } from "./embedded-thread.ts";

/**
 * Creates an empty embedded database where there is none. It is made beside its place and moved there when it is whole, so
 * that a process that ends half-way leaves nothing that looks like a database; and in a thread that ends, because creating
 * takes half a gigabyte that the thread gives back.
 */
export async function createEmbedded(folder: string): Promise<void> {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const made = await openInThread(unfinished);
  await made.close();
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(unfinished, folder);
}
