import { Duplex } from "node:stream";
import type { EmbeddedThread } from "./embedded-thread.ts";

/** `ROLLBACK`, as a client sends it: what a connection left undone must not be found by the next. */
const ROLLBACK = Buffer.from("Q\0\0\0\rROLLBACK\0", "latin1");

const TERMINATE = "X".charCodeAt(0);

/** What the driver of PostgreSQL takes for a connection to a server: the embedded database in its thread. */
export class EmbeddedStream extends Duplex {
  readonly #thread: EmbeddedThread;

  constructor(thread: EmbeddedThread) {
    super();
    this.#thread = thread;
  }

  connect(): this {
    queueMicrotask(() => this.emit("connect"));
    return this;
  }

  /** A statement comes in several parts, which cost one way into the thread and back when they go together. */
  override _writev(parts: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(parts.map(({ chunk }) => chunk)), done);
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }

  override _read(): void {
    // Answers are handed over as they come: the driver reads them as fast as they are made.
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // Nobody is left to hear how it went, and a thread that has ended holds nothing undone.
    this.#thread.exchange(ROLLBACK).catch(() => undefined);
    done(error);
  }

  #send(bytes: Buffer, done: (error?: Error | null) => void): void {
    if (bytes[0] === TERMINATE) {
      done();
      return;
    }
    this.#thread.exchange(bytes).then(
      (answer) => {
        this.push(answer);
        done();
      },
      (error) => done(error),
    );
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
