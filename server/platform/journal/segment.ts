import { type FileHandle, open, readdir, readFile, truncate, unlink } from "node:fs/promises";
import { join } from "node:path";
import { syncFile, syncFolder } from "../sync.ts";
import { frameOf, readFrames } from "./frame.ts";

const NAME = /^(\d{12})\.log$/;

/** One file of a journal: appended to for a while, and removed once nothing in it is needed. */
export class Segment {
  readonly #folder: string;
  readonly #path: string;
  #file: FileHandle | null = null;
  #isThere: boolean;
  #size = 0;
  /** Texts on their way to the disk or there that are still needed. */
  held = 0;
  /** Nothing more is written to it. */
  isClosed = false;
  /** It ends with what was refused and could not be cut off. */
  isTorn = false;
  #removing: Promise<void> | null = null;

  /** @param isThere an earlier process has made it */
  constructor(folder: string, number: number, isThere: boolean) {
    this.#folder = folder;
    this.#isThere = isThere;
    this.#path = join(folder, `${String(number).padStart(12, "0")}.log`);
  }

  /** Resolves when the text is on the disk, behind the head where it is the first. Rejected, it is not there, or the segment is torn. */
  async append(head: string, text: string): Promise<void> {
    const isFirst = this.#size === 0;
    this.#file ??= await open(this.#path, "wx", 0o600);
    this.#isThere = true;
    const frame = isFirst ? Buffer.concat([frameOf(head), frameOf(text)]) : frameOf(text);
    try {
      for (let done = 0; done < frame.length; ) {
        const { bytesWritten } = await this.#file.write(frame, done, frame.length - done, this.#size + done);
        done += bytesWritten;
      }
      await this.#file.datasync();
      if (isFirst) await syncFolder(this.#folder);
    } catch (error) {
      await this.#cut(this.#file);
      throw error;
    }
    this.#size += frame.length;
  }

  /** Who was told that it failed may send it again: it must not come back by itself too. */
  async #cut(file: FileHandle): Promise<void> {
    try {
      await file.truncate(this.#size);
      await file.datasync();
    } catch {
      this.isClosed = true;
      this.isTorn = true;
    }
  }

  /** Tried again when it failed. */
  remove(): Promise<void> {
    this.#removing ??= this.#remove().catch((error: unknown) => {
      this.#removing = null;
      throw error;
    });
    return this.#removing;
  }

  async #remove(): Promise<void> {
    await this.close();
    if (!this.#isThere) return;
    await unlink(this.#path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    await syncFolder(this.#folder);
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }
}

/** What a segment was found to hold. */
interface Found {
  number: number;
  head: string;
  texts: string[];
}

/**
 * What the segments in a folder hold, in their order. What was being written when the process ended is cut off the last one.
 * @throws Error when something else than that cannot be read
 */
export async function readSegments(folder: string): Promise<Found[]> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  const found: Found[] = [];
  for (const [index, name] of names.entries()) {
    const path = join(folder, name);
    const bytes = await readFile(path);
    const { texts, end, isDamaged } = readFrames(bytes);
    if (isDamaged || (end < bytes.length && index < names.length - 1)) throw damaged(path, end);
    if (end < bytes.length) {
      await truncate(path, end);
      await syncFile(path);
    }
    const [head = "", ...rest] = texts;
    found.push({ number: Number(NAME.exec(name)?.[1]), head, texts: rest });
  }
  return found;
}

function damaged(path: string, end: number): Error {
  return new Error(
    `${path} is damaged from byte ${end} on. It holds what was acknowledged shortly before the program ended, and not all of it can be read. ` +
      "Nothing was touched. Bring the file back from a copy of the data folder; where there is none, move it elsewhere: " +
      "the next start goes on without what is only in it.",
  );
}
