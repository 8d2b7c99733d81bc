import { isAscii, isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

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
 * Decodes a file piece by piece. A byte order mark decides; without one, text is UTF-8 until its first characters beyond
 * ASCII turn out not to be, and windows-1252 (which contains Latin-1's letters) from there on. Since everything before
 * was ASCII, nothing has to be read again.
 */
export class TextDecoding {
  encoding: Encoding = "utf-8";
  bom = false;
  /** True once a file that is otherwise UTF-8 held bytes that are not; they read as U+FFFD. */
  damaged = false;
  #settled = false;
  #started = false;
  #carry: Buffer = Buffer.alloc(0);
  #decoder: TextDecoder | undefined;

  push(chunk: Uint8Array, last = false): string {
    let bytes =
      this.#carry.length > 0
        ? Buffer.concat([this.#carry, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#carry = Buffer.alloc(0);
    if (!this.#started) {
      if (bytes.length < 3 && !last) {
        this.#carry = bytes;
        return "";
      }
      bytes = this.#start(bytes);
    }
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: !last });
    return this.#utf8(bytes, last);
  }

  #start(bytes: Buffer): Buffer {
    this.#started = true;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      this.bom = true;
      this.#settled = true;
      return bytes.subarray(3);
    }
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      this.bom = true;
      this.#use(bytes[0] === 0xff ? "utf-16le" : "utf-16be");
      return bytes.subarray(2);
    }
    return bytes;
  }

  #utf8(bytes: Buffer, last: boolean): string {
    const tail = last ? 0 : unfinishedTail(bytes);
    const body = tail > 0 ? bytes.subarray(0, bytes.length - tail) : bytes;
    if (isUtf8(body)) {
      if (!this.#settled && !isAscii(body)) this.#settled = true;
    } else if (this.#settled) {
      this.damaged = true;
    } else {
      return this.#use("windows-1252").decode(bytes, { stream: !last });
    }
    this.#carry = Buffer.from(bytes.subarray(body.length));
    return body.toString("utf8");
  }

  #use(encoding: Encoding): TextDecoder {
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return this.#decoder;
  }
}
