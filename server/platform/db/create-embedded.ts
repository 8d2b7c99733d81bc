import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { syncFoldersAbove, syncTree } from "../sync.ts";
import { openInThread } from "./embedded-thread.ts";

/**
 * Creates an empty embedded database where there is none, and sees to it that a power cut does not take it away.
 *
 * @throws Error when there is something else in its place
 */
export async function createEmbedded(folder: string, empty?: string): Promise<void> {
  if (!existsSync(join(folder, "PG_VERSION"))) await create(folder, empty);
  // Also when it was there: whoever made it may have been killed before this.
  await syncFoldersAbove(folder);
}

/**
 * Makes the database beside its place and moves it there when it is whole and on the disk, so that a process that ends
 * half-way leaves nothing that looks like a database. Where the build has left an empty one, that is copied: creating takes
 * seconds, and half a gigabyte, for which it has a thread of its own that ends.
 */
async function create(folder: string, empty?: string): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(
      `${folder} holds files but no database. Move them away or choose another data folder; nothing was changed.`,
    );
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  if (empty !== undefined && existsSync(empty)) cpSync(empty, unfinished, { recursive: true });
  else await (await openInThread(unfinished)).close();
  await syncTree(unfinished);
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(unfinished, folder);
}
