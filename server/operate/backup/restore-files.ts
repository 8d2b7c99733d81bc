import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Files } from "../../platform/files/open-files.ts";
import { uploadIn } from "./manifest.ts";
import { readTar } from "./tar.ts";

/** Puts the uploaded files of a backup into the store. What a folder held before goes; a bucket may serve others. */
export async function restoreFiles({ store, incoming }: Files, file: string, done: (files: number) => void) {
  if (store.kind === "folder") for await (const { id } of store.list()) await store.remove(id);
  let count = 0;
  for await (const { name, content } of readTar(createReadStream(file))) {
    const id = uploadIn(name);
    if (id === null) continue;
    const path = join(incoming, id);
    await writeFile(path, content, { mode: 0o600, flush: true });
    const sha256 = createHash("sha256").update(content).digest("hex");
    await store.put(id, path, { size: content.length, sha256 });
    await rm(path, { force: true });
    count += 1;
    done(count);
  }
}
