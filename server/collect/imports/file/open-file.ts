import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Encoding, Layout } from "../../../../contracts/collect/file-layout.ts";
import type { OpenLimits } from "../limits.ts";
import { TextDecoding } from "./decode-text.ts";
import { openWorkbook, refuseOldOffice } from "./excel/open-workbook.ts";
import { FileRefused } from "./file-refused.ts";
import { isUtf16 } from "./guess-encoding.ts";

const HEAD_CHARACTERS = 64 * 1024;
/** Below this, a high ratio is only a file that repeats itself. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;

export type OpenedFile = {
  compression: "none" | "gzip";
  /** Sheets of a workbook and the one that is read as text; null for what is text itself. */
  workbook: { sheets: string[]; sheet: string } | null;
  /** May still turn from utf-8 to another while the file has shown nothing but ASCII. */
  encoding(): Encoding;
  bom(): boolean;
  /** True once a UTF-8 file held bytes that are not UTF-8; they were read as U+FFFD. */
  damaged(): boolean;
  /** Size of the file on disk; null for a stream. */
  size: number | null;
  /** Bytes of the file on disk consumed so far: divide by `size` for progress. */
  bytesRead(): number;
  /** The first text of the file, about 64 KB; `text` gives it again. */
  head: string;
  /** True when `head` is the whole file. */
  complete: boolean;
  /** Makes `head` longer, before `text` is read. */
  readOn(characters: number): Promise<void>;
  /** The decoded text, once, from its beginning. Throws FileRefused when the file cannot be read on. */
  text: AsyncIterable<string>;
  close(): Promise<void>;
};

function reasonFor(error: unknown): unknown {
  if (error instanceof FileRefused || !(error instanceof Error)) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "ENOENT") return new FileRefused("file_not_found", {});
  if (code === "EACCES" || code === "EPERM") return new FileRefused("file_not_readable", {});
  if (code === "EISDIR") return new FileRefused("file_is_folder", {});
  if (code.startsWith("Z_")) {
    return new FileRefused("gzip_broken", { fault: error.message });
  }
  return error;
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const OTHER_KINDS = [
  { magic: ZIP, code: "file_is_zip" },
  { magic: OLD_OFFICE, code: "file_is_excel" },
  {
    magic: [0x50, 0x41, 0x52, 0x31],
    code: "file_is_parquet",
  },
  {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    code: "file_is_zstd",
  },
  { magic: [0x42, 0x5a, 0x68], code: "file_is_bzip2" },
  { magic: [0x25, 0x50, 0x44, 0x46], code: "file_is_pdf" },
] as const;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

function refuseOtherKinds(bytes: Uint8Array, chosen: Encoding | undefined): void {
  const kind = OTHER_KINDS.find(({ magic }) => startsWith(bytes, magic));
  if (kind) throw new FileRefused(kind.code, {});
  const marked = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  const utf16 = marked || chosen?.startsWith("utf-16") || isUtf16(bytes) !== null;
  if (!utf16 && bytes.subarray(0, 4096).includes(0)) {
    throw new FileRefused("file_is_binary", {});
  }
}

/** Reads until a few bytes are there to judge by, and gives the stream back with them in front. */
async function peek(chunks: AsyncIterator<Buffer>): Promise<{ first: Buffer; all: AsyncGenerator<Buffer> }> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < 4) {
    const next = await chunks.next();
    if (next.done) break;
    first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  return { first, all: all() };
}

/**
 * Opens a path or a stream of bytes: unpacks gzip (within the limits), finds the encoding unless one is chosen, and reads the
 * head. A workbook, which only a path can be, is opened at one of its sheets.
 * Throws FileRefused with a code and words for a person when the file cannot be text to import.
 */
export async function openFile(
  source: string | Readable,
  limits: OpenLimits,
  { encoding: chosen, sheet }: Pick<Layout, "encoding" | "sheet"> = {},
): Promise<OpenedFile> {
  let onDisk = 0;
  let size: number | null = null;
  if (typeof source === "string") {
    const found = await stat(source).catch((error: unknown) => {
      throw reasonFor(error);
    });
    if (found.isDirectory()) throw new FileRefused("file_is_folder", {});
    size = found.size;
  }
  const stream = typeof source === "string" ? createReadStream(source, { highWaterMark: 64 * 1024 }) : source;

  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of stream) {
      const bytes = typeof piece === "string" ? Buffer.from(piece) : Buffer.from(piece);
      onDisk += bytes.length;
      yield bytes;
    }
  }

  async function* unpacked(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    const gunzip = createGunzip({ chunkSize: 64 * 1024 });
    // The reader of `gunzip` sees the same error; this callback only keeps it from being thrown twice.
    pipeline(Readable.from(packed, { objectMode: false }), gunzip, () => {});
    for await (const bytes of gunzip) yield bytes;
  }

  async function* bounded(bytes: AsyncGenerator<Buffer>, packed: boolean): AsyncGenerator<Buffer> {
    let total = 0;
    for await (const piece of bytes) {
      total += piece.length;
      if (total > limits.maxBytes) {
        throw new FileRefused("text_too_long", { most: limits.maxBytes });
      }
      if (packed && total > RATIO_FREE_BYTES && total > onDisk * limits.maxRatio) {
        throw new FileRefused("gzip_ratio", { most: limits.maxRatio });
      }
      yield piece;
    }
  }

  const decoding = new TextDecoding(chosen);
  async function* decoded(bytes: AsyncGenerator<Buffer>): AsyncGenerator<string> {
    let first = true;
    for await (const piece of bytes) {
      if (first) refuseOtherKinds(piece, chosen);
      first = false;
      const text = decoding.push(piece);
      if (text) yield text;
    }
    const rest = decoding.push(Buffer.alloc(0), true);
    if (rest) yield rest;
  }

  const close = async (): Promise<void> => {
    stream.destroy();
  };
  try {
    const { first, all } = await peek(counted());
    if (typeof source === "string" && startsWith(first, OLD_OFFICE)) await refuseOldOffice(source);
    if (typeof source === "string" && startsWith(first, ZIP)) {
      await close();
      return await openSheet(source, size ?? 0, limits, sheet);
    }
    const packed = startsWith(first, [0x1f, 0x8b]);
    const pieces = decoded(bounded(packed ? unpacked(all) : all, packed));
    return await withHead(pieces, close, {
      ...{ compression: packed ? "gzip" : "none", workbook: null, encoding: () => decoding.encoding },
      ...{ bom: () => decoding.bom, damaged: () => decoding.damaged, size, bytesRead: () => onDisk },
    });
  } catch (error) {
    await close();
    throw reasonFor(error);
  }
}

/** What is known of a file beside its text. */
type Known = Omit<OpenedFile, "head" | "complete" | "readOn" | "text" | "close">;

async function openSheet(path: string, size: number, limits: OpenLimits, chosen?: string): Promise<OpenedFile> {
  const { text, share, close, sheets, sheet } = await openWorkbook(path, limits, chosen);
  const end = async (): Promise<void> => {
    // What is being unpacked would keep the file open.
    await text.return(undefined);
    close();
  };
  const known: Known = {
    ...{ compression: "none", workbook: { sheets, sheet }, encoding: () => "utf-8", bom: () => false },
    ...{ damaged: () => false, size, bytesRead: () => Math.floor(size * share()) },
  };
  try {
    return await withHead(text, end, known);
  } catch (error) {
    await end();
    throw error;
  }
}

/** A file whose first text is held, so that it can be looked at before it is read. */
async function withHead(pieces: AsyncGenerator<string>, close: () => Promise<void>, known: Known): Promise<OpenedFile> {
  const held: string[] = [];
  let heldLength = 0;
  let complete = false;
  const hold = async (characters: number): Promise<void> => {
    while (heldLength < characters && !complete) {
      const next = await pieces.next();
      if (next.done) complete = true;
      else {
        held.push(next.value);
        heldLength += next.value.length;
      }
    }
  };
  await hold(HEAD_CHARACTERS);
  async function* text(): AsyncGenerator<string> {
    try {
      while (held.length > 0) yield held.shift() ?? "";
      yield* pieces;
    } catch (error) {
      throw reasonFor(error);
    } finally {
      await close();
    }
  }
  const file: OpenedFile = {
    ...known,
    head: held.join(""),
    complete,
    async readOn(characters) {
      await hold(characters).catch((error: unknown) => {
        throw reasonFor(error);
      });
      file.head = held.join("");
      file.complete = complete;
    },
    text: text(),
    close,
  };
  return file;
}
