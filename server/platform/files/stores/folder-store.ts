import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isId } from "../../db/record-id.ts";
import { privateFolder } from "../../private-folder.ts";
import type { FileStore } from "./file-store.ts";

/**
 * Files in a folder of this machine, spread by the last two digits of their ids so that no folder gets long. What arrives
 * is written elsewhere on the same disk, synced and then renamed, so that a file is there whole or not at all.
 */
export function openFolderStore(folder: string): FileStore {
  const shardOf = (id: string) => {
    if (!isId(id)) throw new Error("not the id of a file");
    return join(folder, id.slice(-2).toLowerCase());
  };
  const fileOf = (id: string) => join(shardOf(id), id);
  return {
    kind: "folder",
    where: folder,
    async put(id, path) {
      const shard = shardOf(id);
      if (privateFolder(shard)) await sync(folder);
      await rename(path, fileOf(id));
      await sync(shard);
    },
    async open(id) {
      try {
        return (await open(fileOf(id), "r")).createReadStream();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async remove(id) {
      await rm(fileOf(id), { force: true });
    },
    async *list() {
      for (const shard of await entriesOf(folder)) {
        if (!/^[0-9a-f]{2}$/.test(shard)) continue;
        for (const id of await entriesOf(join(folder, shard))) {
          const found = await stat(join(folder, shard, id)).catch(() => null);
          if (isId(id) && found) yield { id, since: found.mtime };
        }
      }
    },
  };
}

async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

/** A new name is on the disk only when its folder is. */
async function sync(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, "r");
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
