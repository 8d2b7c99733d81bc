import { readOrientation, writeOrientation } from "./exif-orientation.ts";
import { damaged, type Picture } from "./picture.ts";

const KEPT = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
const FRAME_HEAD = 16;
/** Flags of VP8X that announce EXIF and XMP. */
const EXIF = 0x08;
const XMP = 0x04;

interface Chunk {
  type: string;
  content: Buffer;
}

interface Size {
  width: number;
  height: number;
}

/**
 * What draws a WebP, with its colour profile and how it is turned. EXIF, XMP, chunks that programs add of their own and
 * whatever follows its end are left out. @throws 400 `image_damaged`
 */
export function stripWebp(bytes: Buffer): Picture {
  if (bytes.length < 20) throw damaged("it ends too early");
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw damaged("it ends too early");
  const chunks = chunksOf(bytes.subarray(12, end));
  const kept = chunks.filter(({ type }) => KEPT.has(type)).map(drawn);
  const frames = kept.flatMap(({ size }) => size ?? []);
  const header = kept[0]?.type === "VP8X" ? kept[0] : null;
  const canvas = header ? canvasOf(header.content) : frames[0];
  const pixels = frames.reduce((sum, { width, height }) => sum + width * height, 0);
  if (!canvas || pixels === 0) throw damaged("no picture is in it");
  const turned = header ? writeOrientation(orientationIn(chunks)) : null;
  const written = kept.map((chunk) => chunkBytes(chunk === header ? announcing(header, turned !== null) : chunk));
  if (turned) written.push(chunkBytes({ type: "EXIF", content: turned }));
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...written]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(body.length, 4);
  return { ...canvas, pixels, parts: [head, body] };
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let index = 0; index < bytes.length; ) {
    if (index + 8 > bytes.length) throw damaged("it ends too early");
    const length = bytes.readUInt32LE(index + 4);
    const end = index + 8 + length;
    if (end > bytes.length) throw damaged("it ends too early");
    chunks.push({ type: bytes.toString("latin1", index, index + 4), content: bytes.subarray(index + 8, end) });
    index = end + (length % 2);
  }
  return chunks;
}

function chunkBytes({ type, content }: Chunk): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function isPixels({ type }: Chunk): boolean {
  return type === "VP8 " || type === "VP8L";
}

function sizeOf({ type, content }: Chunk): Size {
  if (content.length < 10) throw damaged("a frame of it has no size");
  if (type === "VP8 ") return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function canvasOf(content: Buffer): Size {
  if (content.length < 10) throw damaged("its header is too short");
  return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
}

/** A chunk as it is kept and, where it holds pixels, how many. */
function drawn(chunk: Chunk): Chunk & { size?: Size } {
  if (isPixels(chunk)) return { ...chunk, size: sizeOf(chunk) };
  return chunk.type === "ANMF" ? frameOf(chunk) : chunk;
}

/** A frame of a picture that moves: where and how long it is shown, then chunks of its own. */
function frameOf({ type, content }: Chunk): Chunk & { size: Size } {
  if (content.length < FRAME_HEAD) throw damaged("a frame of it has no size");
  const chunks = chunksOf(content.subarray(FRAME_HEAD)).filter((chunk) => isPixels(chunk) || chunk.type === "ALPH");
  const pixels = chunks.find(isPixels);
  if (!pixels) throw damaged("a frame of it is empty");
  const kept = Buffer.concat([content.subarray(0, FRAME_HEAD), ...chunks.map(chunkBytes)]);
  return { type, content: kept, size: sizeOf(pixels) };
}

function orientationIn(chunks: readonly Chunk[]): number | null {
  const exif = chunks.find(({ type }) => type === "EXIF")?.content;
  if (!exif) return null;
  // Some writers put in front what only a JPEG needs.
  return readOrientation(exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif);
}

function announcing({ type, content }: Chunk, hasExif: boolean): Chunk {
  const flags = Buffer.from(content);
  flags[0] = ((flags[0] ?? 0) & ~(EXIF | XMP)) | (hasExif ? EXIF : 0);
  return { type, content: flags };
}
