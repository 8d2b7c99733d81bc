import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { uuidv7 } from "uuidv7";
import type { FileStore } from "./file-store.ts";

/** Writes, reads and deletes a file of a few bytes. @throws Error saying what did not work */
export async function tryStore(store: FileStore): Promise<void> {
  const id = uuidv7();
  const path = join(tmpdir(), `throughline-${id}`);
  await writeFile(path, id, { mode: 0o600 });
  try {
    const sha256 = createHash("sha256").update(id).digest("hex");
    await store.put(id, path, { size: Buffer.byteLength(id), sha256 });
    const opened = await store.open(id);
    if (opened === null || (await text(opened)) !== id) throw new Error("What was written could not be read again.");
    await store.remove(id);
    if ((await store.open(id)) !== null) throw new Error("What was deleted can still be read.");
  } finally {
    await rm(path, { force: true });
  }
}
