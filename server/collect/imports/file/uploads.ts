import { createWriteStream } from "node:fs";
import { access, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { badRequest, tooLarge, unavailable } from "../../../platform/http/problem.ts";

/** An upload that brings nothing for this long is given up. */
const STALL_MILLISECONDS = 60_000;

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
  const size = maxBytes >= 1e9 ? `${Math.round(maxBytes / 1e8) / 10} GB` : `${Math.round(maxBytes / 1e5) / 10} MB`;
  const refuse = () =>
    tooLarge(
      `A file to import may have ${size}. Pack it with gzip or split it; rows that overlap are not counted twice.`,
    );

  async function* bounded(body: Readable): AsyncGenerator<Buffer> {
    let bytes = 0;
    const stalled = setTimeout(() => body.destroy(new Error("nothing came")), STALL_MILLISECONDS);
    try {
      for await (const piece of body as AsyncIterable<Buffer>) {
        stalled.refresh();
        bytes += piece.length;
        if (bytes > maxBytes) throw refuse();
        yield piece;
      }
    } finally {
      clearTimeout(stalled);
    }
  }

  return {
    file,
    rejects,
    async receive(id, body, announced) {
      if (announced !== undefined && announced > maxBytes) throw refuse();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        await pipeline(bounded(body), createWriteStream(partial(id), { flags: "wx", mode: 0o600 }));
        await rename(partial(id), file(id));
      } catch (error) {
        await rm(partial(id), { force: true });
        throw explain(error);
      }
      return (await stat(file(id))).size;
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

function explain(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === "ENOSPC") return unavailable("disk_full", "The disk is full; the file was not kept.", 600);
  if (code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || (error as Error).message === "nothing came")
    return badRequest("upload_incomplete", "The file did not arrive whole; nothing of it was kept. Send it again.");
  return error;
}
