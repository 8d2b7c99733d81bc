import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { problem } from "../../http/problem.ts";

/** An upload that brings nothing for this long is given up. */
const STALL_MILLISECONDS = 60_000;

export interface ReceiveOptions {
  /** Bytes the sender said there are. */
  announced: number | undefined;
  mostBytes: number;
  tooLarge: () => Error;
}

/** Bytes that a request announces; undefined for one that does not know. */
export function announcedBytes(header: string | undefined): number | undefined {
  const bytes = Number(header ?? Number.NaN);
  return Number.isFinite(bytes) ? bytes : undefined;
}

/**
 * Writes a body to a new file as it comes, to the disk, and returns its bytes. Nothing stays of one that is too large or
 * incomplete. @throws what `tooLarge` gives, 400 `upload_incomplete` when it breaks off or stalls, 503 when the disk is full
 */
export async function receiveBody(body: Readable, path: string, options: ReceiveOptions): Promise<number> {
  const { announced, mostBytes, tooLarge } = options;
  if (announced !== undefined && announced > mostBytes) throw tooLarge();
  let bytes = 0;
  async function* bounded(): AsyncGenerator<Buffer> {
    const stalled = setTimeout(() => body.destroy(new Error("nothing came")), STALL_MILLISECONDS);
    try {
      // A body that is given up stays open: destroyed, it would take the connection and the answer with it.
      for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        stalled.refresh();
        bytes += piece.length;
        if (bytes > mostBytes) throw tooLarge();
        yield piece;
      }
    } finally {
      clearTimeout(stalled);
    }
  }
  try {
    await pipeline(bounded(), createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw explain(error);
  }
  return bytes;
}

function explain(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === "ENOSPC") return problem("disk_full");
  if (code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || (error as Error).message === "nothing came")
    return problem("upload_incomplete");
  return error;
}
