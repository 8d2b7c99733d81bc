import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { csvLines } from "../../../platform/files/write-csv.ts";

/** Rejects that are listed by line and reason; the others are only counted. */
export const REJECTS_LISTED = 10_000;

const HEADER = "line,reason\n";

/** Reasons quote cells of the file. */
const csvLine = (line: string | number, reason: string): string => csvLines([[line, reason]]);

/** The list of rejects of a run, written as it goes. */
export class RejectsList {
  readonly #file: FileHandle;
  #waiting = "";
  listed: number;
  bytes: number;

  private constructor(file: FileHandle, listed: number, bytes: number) {
    this.#file = file;
    this.listed = listed;
    this.bytes = bytes;
  }

  /** Continues a list where it stood; what was written after that is written again. */
  static async open(path: string, reached: { listed: number; bytes: number }): Promise<RejectsList> {
    const file = await open(path, reached.bytes === 0 ? "w" : "r+", 0o600);
    await file.truncate(reached.bytes);
    const list = new RejectsList(file, reached.listed, reached.bytes);
    if (reached.bytes === 0) list.#waiting = HEADER;
    return list;
  }

  add(line: number, reason: string): void {
    if (this.listed >= REJECTS_LISTED) return;
    this.listed += 1;
    this.#waiting += csvLine(line, reason);
  }

  /** Afterwards `bytes` says how long the list on the disk is. */
  async write(): Promise<void> {
    if (this.#waiting === "") return;
    const text = Buffer.from(this.#waiting);
    this.#waiting = "";
    await this.#file.write(text, 0, text.length, this.bytes);
    this.bytes += text.length;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** The list as a file to hand out; it says how many rejects are not listed. */
export function readRejects(path: string, { bytes, more }: { bytes: number; more: number }): Readable {
  async function* whole(): AsyncGenerator<Buffer | string> {
    if (bytes === 0) yield HEADER;
    else yield* createReadStream(path, { end: bytes - 1 });
    if (more > 0) yield csvLine("", `${more} more rows were rejected and are not listed`);
  }
  return Readable.from(whole(), { objectMode: false });
}
