import type { Readable } from "node:stream";

/** Where the bytes of files lie, each under the id of its row. */
export interface FileStore {
  kind: "folder" | "s3";
  /** Where that is, for people: without what opens it. */
  where: string;
  /**
   * Takes in the file at `path`, which it may move. Once it resolves all of it is there and on the disk; until then nothing
   * is. @throws 503 when it cannot be taken in now
   */
  put(id: string, path: string, about: { size: number; sha256: string }): Promise<void>;
  /** The bytes; null when there are none under the id. @throws 503 when the store does not answer */
  open(id: string): Promise<Readable | null>;
  /** Harmless when there are none. @throws 503 when the store does not answer */
  remove(id: string): Promise<void>;
  /** Every id that has bytes, and since when. */
  list(): AsyncIterable<{ id: string; since: Date }>;
}
