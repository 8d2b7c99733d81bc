import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { Encoding } from "../../../../contracts/collect/file-layout.ts";
import { guessEncoding, isUtf16 } from "./guess-encoding.ts";

/** Bytes to judge an encoding by, from the first beyond ASCII on; more while there are few such bytes among them. */
const SAMPLE = 64 * 1024;
const LARGEST_SAMPLE = 1024 * 1024;
const ENOUGH_BEYOND_ASCII = 40;

/** Bytes at the end of `bytes` that begin a UTF-8 character whose other bytes are still to come. */
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

/**
 * Decodes a file piece by piece. What was chosen or a byte order mark decides; without either, text is UTF-8 until its first
 * characters beyond ASCII come, and those tell. Since everything before was ASCII, nothing has to be read again.
 */
export class TextDecoding {
  encoding: Encoding = "utf-8";
  bom = false;
  /** True once a file that is otherwise UTF-8 held bytes that are not; they read as U+FFFD. */
  damaged = false;
  #state: "start" | "ascii" | "sampling" | "utf-8" | "other" = "start";
  #held: Buffer = Buffer.alloc(0);
  #beyondAscii = 0;
  #decoder: ReturnType<typeof iconv.getDecoder> | undefined;
  readonly #chosen: Encoding | undefined;

  constructor(chosen?: Encoding) {
    this.#chosen = chosen;
  }

  push(chunk: Uint8Array, last = false): string {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#state === "start") {
      bytes = this.#take(bytes);
      if (bytes.length < 4 && !last) return this.#hold(bytes);
      bytes = this.#start(bytes);
    }
    if (this.#state === "ascii") {
      if (isAscii(bytes)) return bytes.toString("latin1");
      this.#state = "sampling";
    }
    if (this.#state === "sampling") {
      this.#beyondAscii += bytes.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
      bytes = this.#take(bytes);
      const few = this.#beyondAscii < ENOUGH_BEYOND_ASCII;
      if (!last && bytes.length < (few ? LARGEST_SAMPLE : SAMPLE)) return this.#hold(bytes);
      this.#use(guessEncoding(bytes.subarray(0, bytes.length - (last ? 0 : unfinishedTail(bytes)))));
    }
    return this.#state === "utf-8" ? this.#utf8(this.#take(bytes), last) : this.#other(bytes, last);
  }

  #hold(bytes: Buffer): string {
    // A copy: who reads files may use the memory of a piece again.
    this.#held = Buffer.from(bytes);
    return "";
  }

  /** What was held, with what came now behind it. */
  #take(bytes: Buffer): Buffer {
    if (this.#held.length === 0) return bytes;
    const whole = Buffer.concat([this.#held, bytes]);
    this.#held = Buffer.alloc(0);
    return whole;
  }

  #start(bytes: Buffer): Buffer {
    const mark = markOf(bytes);
    const body = bytes.subarray(mark?.bytes ?? 0);
    this.bom = mark !== null;
    const known = this.#chosen ?? mark?.encoding ?? isUtf16(bytes);
    if (known) this.#use(known);
    else this.#state = "ascii";
    return body;
  }

  #utf8(bytes: Buffer, last: boolean): string {
    const tail = last ? 0 : unfinishedTail(bytes);
    const body = bytes.subarray(0, bytes.length - tail);
    if (tail > 0) this.#hold(bytes.subarray(body.length));
    if (!isUtf8(body)) this.damaged = true;
    return body.toString("utf8");
  }

  #other(bytes: Buffer, last: boolean): string {
    const text = this.#decoder?.write(bytes) ?? "";
    return last ? text + (this.#decoder?.end() ?? "") : text;
  }

  #use(encoding: Encoding): void {
    this.encoding = encoding;
    this.#state = encoding === "utf-8" ? "utf-8" : "other";
    if (encoding !== "utf-8") this.#decoder = iconv.getDecoder(encoding, { stripBOM: false });
  }
}

function markOf(bytes: Uint8Array): { encoding: Encoding; bytes: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", bytes: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", bytes: 2 };
  return bytes[0] === 0xfe && bytes[1] === 0xff ? { encoding: "utf-16be", bytes: 2 } : null;
}
