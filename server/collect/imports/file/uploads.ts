import { access, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { receiveBody } from "../../../platform/files/receive/receive-body.ts";
import { sizeWords } from "../../../platform/files/receive/size-words.ts";
import { problem } from "../../../platform/http/problem.ts";
import { privateFolder } from "../../../platform/private-folder.ts";

/** The folder in which uploaded files wait, with the lists of rejects beside them. */
export interface Uploads {
  file(id: string): string;
  rejects(id: string): string;
  /**
   * Writes a body to the disk as it comes and returns its bytes. Nothing stays of one that is too large or incomplete.
   * @throws 413 when it is larger than allowed, 400 when it breaks off, 503 when the disk is full
   */
  receive(id: string, body: Readable, announced: number | undefined): Promise<number>;
  has(id: string): Promise<boolean>;
  removeFile(id: string): Promise<void>;
  removeAll(id: string): Promise<void>;
  /** Ids that files are kept for and that were not touched since. */
  untouchedSince(instant: Date): Promise<string[]>;
}

export function openUploads(folder: string, maxBytes: number): Uploads {
  const file = (id: string) => join(folder, id);
  const rejects = (id: string) => join(folder, `${id}.rejects.csv`);
  const partial = (id: string) => join(folder, `${id}.part`);
  const refuse = () => problem("import_too_large", { size: sizeWords(maxBytes) });

  return {
    file,
    rejects,
    async receive(id, body, announced) {
      privateFolder(folder);
      const size = await receiveBody(body, partial(id), { announced, mostBytes: maxBytes, tooLarge: refuse });
      await rename(partial(id), file(id));
      return size;
    },
    has: (id) =>
      access(file(id)).then(
        () => true,
        () => false,
      ),
    removeFile: (id) => rm(file(id), { force: true }),
    async removeAll(id) {
      for (const path of [file(id), rejects(id), partial(id)]) await rm(path, { force: true });
    },
    async untouchedSince(instant) {
      const names = await readdir(folder).catch(() => []);
      const ids = new Set<string>();
      for (const name of names) {
        const found = await stat(join(folder, name)).catch(() => null);
        const [id] = name.split(".");
        if (id && found && found.mtime < instant) ids.add(id);
      }
      return [...ids];
    },
  };
}
