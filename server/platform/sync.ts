import { open, readdir, rename } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** What is written stays in the machine's memory until it is synced: until then a power cut takes it away. */

/** How many syncs wait at a time: a disk takes many together in the time of one. */
const AT_ONCE = 16;

/** How a file system says that folders are not synced, or that this one is not ours to sync. */
const LEFT_ALONE = new Set(["EACCES", "EBADF", "EINVAL", "EPERM", "EROFS"]);

/** Brings a folder to the disk with every file and folder in it. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const waiting = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), sync: entry.isFile() ? syncFile : syncFolder }));
  waiting.push({ path: folder, sync: syncFolder });
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await next.sync(next.path);
    }),
  );
}

/** Brings to the disk under which names a file or folder is found, from the root down. */
export async function syncFoldersAbove(path: string): Promise<void> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    await syncFolder(folder);
    if (folder === dirname(folder)) return;
  }
}

/** Writes a small file that only its owner may read: a power cut leaves all of it or what was there before. */
export async function writeSynced(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(dirname(file));
}

/** Brings the content of a file to the disk. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Brings to the disk which names there are in a folder. */
export async function syncFolder(path: string): Promise<void> {
  await syncFile(path).catch((error: NodeJS.ErrnoException) => {
    if (!LEFT_ALONE.has(error.code ?? "")) throw error;
  });
}
