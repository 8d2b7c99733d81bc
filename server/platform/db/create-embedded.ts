import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { openInThread } from "./embedded-thread.ts";

/**
 * Creates an empty embedded database where there is none. It is made beside its place and moved there when it is whole, so
 * that a process that ends half-way leaves nothing that looks like a database. Where the build has left an empty one, that is
 * copied: creating takes seconds, and half a gigabyte, for which it has a thread of its own that ends.
 *
 * @throws Error when there is something else in its place
 */
export async function createEmbedded(folder: string, empty?: string): Promise<void> {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(
      `${folder} holds files but no database. Move them away or choose another data folder; nothing was changed.`,
    );
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  if (empty !== undefined && existsSync(empty)) cpSync(empty, unfinished, { recursive: true });
  else await (await openInThread(unfinished)).close();
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(unfinished, folder);
}
