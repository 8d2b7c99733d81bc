import type { Readable } from "node:stream";
import { CallerGone, problem } from "../../../platform/http/problem.ts";
import type { Room } from "../store/memory-budget.ts";

/** How a body has to arrive: it may be so many milliseconds late, and else comes no slower than this. */
export interface Pace {
  patience: number;
  bytesPerSecond: number;
}

const USUAL: Pace = { patience: 10_000, bytesPerSecond: 8 * 1024 };

/**
 * A body, of which only what has arrived is held. Who announces much and sends little holds nothing, and is cut off.
 * @throws 408 when it comes too slowly, 413 when it is too large, 503 when there is no room for it
 */
export function receiveBody(stream: Readable, room: Room, most: number, pace = USUAL): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const chunks: Buffer[] = [];
    let size = 0;
    let timer: NodeJS.Timeout | undefined;

    const end = (error: unknown) => {
      clearTimeout(timer);
      stream.off("data", onData).off("end", onEnd).off("error", onGone).off("close", onGone);
      if (error === null) return resolve(Buffer.concat(chunks, size));
      // What still comes is read past and kept nowhere.
      stream.resume().on("error", () => undefined);
      reject(error);
    };
    const onGone = () => end(new CallerGone());
    const onEnd = () => end(null);
    const watch = () => {
      clearTimeout(timer);
      const until = began + pace.patience + (size / pace.bytesPerSecond) * 1000;
      timer = setTimeout(() => end(problem("body_too_slow")), Math.max(0, until - performance.now()));
      timer.unref();
    };
    const onData = (chunk: Buffer) => {
      try {
        if (size + chunk.length > most) throw problem("too_large");
        room.grow(chunk.length);
      } catch (error) {
        return end(error);
      }
      size += chunk.length;
      chunks.push(chunk);
      watch();
    };
    watch();
    stream.on("data", onData).on("end", onEnd).on("error", onGone).on("close", onGone);
  });
}
