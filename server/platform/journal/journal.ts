import { setImmediate } from "node:timers/promises";
import { privateFolder } from "../private-folder.ts";
import { syncFoldersAbove } from "../sync.ts";
import { readSegments, Segment } from "./segment.ts";

export interface JournalOptions {
  folder: string;
  /** What a later version has to know to read the texts. */
  head: string;
  /** Told how long it took to bring texts to the disk, in seconds. */
  onSynced?(seconds: number): void;
  /** A file that nobody needs could not be removed. */
  onFailed(error: unknown): void;
}

/** A text on the disk. */
export interface Kept {
  /** It is not needed any more. */
  done(): void;
}

/** Texts, one a line, that an earlier process left. */
export interface Left extends Kept {
  head: string;
  text: string;
}

interface Appending {
  text: string;
  resolve(kept: Kept): void;
  reject(error: unknown): void;
}

/** Waits for what was appended before it. */
interface Waiting {
  /** What comes next goes into another file. */
  turns: boolean;
  resolve(closed: readonly Segment[]): void;
}

/**
 * Texts that lie on the disk until they are kept elsewhere. What comes while others are synced shares the next sync. A file
 * takes texts until the first of its texts is done, and goes with the last of them.
 */
export class Journal {
  readonly #options: JournalOptions;
  #asked: (Appending | Waiting)[] = [];
  #writing: Promise<void> | null = null;
  #current: Segment | null = null;
  #next = 1;
  readonly #segments = new Set<Segment>();

  private constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** @throws Error when what an earlier process left is damaged */
  static async open(options: JournalOptions): Promise<{ journal: Journal; left: Left[] }> {
    if (privateFolder(options.folder)) await syncFoldersAbove(options.folder);
    const journal = new Journal(options);
    const left: Left[] = [];
    for (const { number, head, texts } of await readSegments(options.folder)) {
      journal.#next = number;
      const segment = journal.#begin(true);
      segment.isClosed = true;
      segment.held = texts.length;
      if (texts.length === 0) await journal.#remove(segment);
      for (const text of texts) left.push({ head, text, ...journal.#kept(segment) });
    }
    return { journal, left };
  }

  /** Resolves when the text, of one line or more, is on the disk; rejected, it is not there. */
  append(text: string): Promise<Kept> {
    return new Promise((resolve, reject) => this.#ask({ text, resolve, reject }));
  }

  /** Resolves when everything appended up to now is on the disk or was refused. */
  async written(): Promise<void> {
    if (this.#writing) await this.#wait(false);
  }

  /** Resolves when nothing that was appended up to now is in a file any more; `keep` has to bring it elsewhere. */
  async empty(keep: () => Promise<void>): Promise<void> {
    const closed = await this.#wait(true);
    await keep();
    await Promise.all(closed.map((segment) => this.#remove(segment)));
  }

  /** What is still needed stays on the disk. */
  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
    for (const segment of this.#segments) await segment.close();
  }

  #wait(turns: boolean): Promise<readonly Segment[]> {
    return new Promise((resolve) => this.#ask({ turns, resolve }));
  }

  #ask(asked: Appending | Waiting): void {
    this.#asked.push(asked);
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    // What comes in the same turn of the event loop is synced together.
    await setImmediate();
    while (this.#asked.length > 0) {
      let group: Appending[] = [];
      for (const asked of this.#asked.splice(0)) {
        if ("text" in asked) {
          group.push(asked);
          continue;
        }
        await this.#append(group);
        group = [];
        if (asked.turns && this.#current) this.#current.isClosed = true;
        asked.resolve([...this.#segments].filter(({ isClosed }) => isClosed));
      }
      await this.#append(group);
    }
    this.#writing = null;
  }

  async #append(group: readonly Appending[]): Promise<void> {
    if (group.length === 0) return;
    const began = performance.now();
    let segment: Segment | undefined;
    try {
      segment = this.#open();
      segment.held += group.length;
      await segment.append(this.#options.head, group.map(({ text }) => text).join("\n"));
    } catch (error) {
      if (segment) this.#release(segment, group.length);
      for (const { reject } of group) reject(error);
      return;
    }
    this.#options.onSynced?.((performance.now() - began) / 1000);
    for (const { resolve } of group) resolve(this.#kept(segment));
  }

  /** The file to write to. Only the last one may end with what cannot be read, so none comes behind one that does. */
  #open(): Segment {
    if (this.#current && !this.#current.isClosed) return this.#current;
    for (const { isTorn } of this.#segments)
      if (isTorn) throw new Error(`${this.#options.folder} could not be written to`);
    this.#current = this.#begin();
    return this.#current;
  }

  #begin(isThere = false): Segment {
    const segment = new Segment(this.#options.folder, this.#next, isThere);
    this.#next += 1;
    this.#segments.add(segment);
    return segment;
  }

  #kept(segment: Segment): Kept {
    return { done: () => this.#release(segment, 1) };
  }

  #release(segment: Segment, texts: number): void {
    segment.held -= texts;
    segment.isClosed = true;
    if (segment.held === 0) this.#remove(segment).catch(this.#options.onFailed);
  }

  async #remove(segment: Segment): Promise<void> {
    if (segment.held > 0) throw new Error("A file of the journal is still needed.");
    await segment.remove();
    this.#segments.delete(segment);
  }
}
