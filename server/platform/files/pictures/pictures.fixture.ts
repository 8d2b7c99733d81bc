import { crc32, deflateSync } from "node:zlib";
import type { PictureType } from "./clean-picture.ts";

/** What no picture may still hold: stands for a name, a place or a device. */
export const SECRET = "Ann Berlin 52.52";

const fromBase64 = (text: string) => Buffer.from(text, "base64");
const JPEG = fromBase64(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAACAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAbEAABBAMAAAAAAAAAAAAAAAAAAQIDBBQjkv/EABUBAQEAAAAAAAAAAAAAAAAAAAEF/8QAGhEAAgIDAAAAAAAAAAAAAAAAAAIBAzEzcf/aAAwDAQACEQMRAD8Anp14MdumPlAADZkrUa14f//Z",
);
const WEBP_PIXELS = fromBase64("UklGRjAAAABXRUJQVlA4TCMAAAAvA0AAAD8weAKBZLDwBxut+Q8NAMMYA4EAGVvQ4kGLiP4HHgA=").subarray(
  12,
);
const GIF = fromBase64("R0lGODdhBAACAIEAAHh4WgB4WngAWgAAWiwAAAAABAACAAAICQAHCBgYAIDBgAA7");
const JFIF_END = 20;

/** Pictures of 4 by 2 pixels that hold nothing but what draws them. */
export const plain: Record<PictureType, Buffer> = {
  "image/jpeg": JPEG,
  "image/png": png(4, 2),
  "image/webp": riff(WEBP_PIXELS),
  "image/gif": GIF,
};

/** The same with everything that cameras and programs write beside it, and with bytes behind their end. */
export function withMetadata(type: PictureType, orientation: number, order: "II" | "MM" = "II"): Buffer {
  const behind = Buffer.from(`<script>/* ${SECRET} */</script>PK\x03\x04`, "latin1");
  return Buffer.concat([dressed[type](exif(orientation, order)), behind]);
}

const dressed: Record<PictureType, (exif: Buffer) => Buffer> = {
  "image/jpeg": (tiff) =>
    Buffer.concat([
      JPEG.subarray(0, JFIF_END),
      jpegSegment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff])),
      jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${SECRET}</x>`, "latin1")),
      jpegSegment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET}`, "latin1")),
      jpegSegment(0xe2, Buffer.from(`MPF\0${SECRET}`, "latin1")),
      jpegSegment(0xfe, Buffer.from(SECRET, "latin1")),
      JPEG.subarray(JFIF_END),
    ]),
  "image/png": (tiff) =>
    png(4, 2, [
      pngChunk("eXIf", tiff),
      pngChunk("tEXt", Buffer.from(`Author\0${SECRET}`, "latin1")),
      pngChunk("zTXt", Buffer.concat([Buffer.from("Note\0\0", "latin1"), deflateSync(SECRET)])),
      pngChunk("iTXt", Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0<x>${SECRET}</x>`, "latin1")),
      pngChunk("tIME", Buffer.from([7, 234, 1, 1, 1, 1, 1])),
      pngChunk("prVt", Buffer.from(SECRET, "latin1")),
    ]),
  "image/webp": (tiff) =>
    riff(
      riffChunk("VP8X", Buffer.from([0x0c, 0, 0, 0, 3, 0, 0, 1, 0, 0])),
      WEBP_PIXELS,
      riffChunk("EXIF", tiff),
      riffChunk("XMP ", Buffer.from(`<x>${SECRET}</x>`, "latin1")),
      riffChunk("PRVT", Buffer.from(SECRET, "latin1")),
    ),
  "image/gif": () =>
    Buffer.concat([
      GIF.subarray(0, 13 + 12),
      Buffer.from([0x21, 0xfe, SECRET.length]),
      Buffer.from(`${SECRET}\0`, "latin1"),
      Buffer.from([0x21, 0xff, 11]),
      Buffer.from("XMP DataXMP", "latin1"),
      Buffer.from([SECRET.length]),
      Buffer.from(`${SECRET}\0`, "latin1"),
      GIF.subarray(13 + 12),
    ]),
};

/** EXIF data with how the picture is turned, the device and the place. */
export function exif(orientation: number, order: "II" | "MM"): Buffer {
  const little = order === "II";
  const tiff = Buffer.alloc(200);
  const short = (index: number, value: number) =>
    little ? tiff.writeUInt16LE(value, index) : tiff.writeUInt16BE(value, index);
  const long = (index: number, value: number) =>
    little ? tiff.writeUInt32LE(value, index) : tiff.writeUInt32BE(value, index);
  const entry = (index: number, [tag, type, count, value]: readonly [number, number, number, number]) => {
    short(index, tag);
    short(index + 2, type);
    long(index + 4, count);
    if (type === 3) short(index + 8, value);
    else long(index + 8, value);
  };
  tiff.write(order, 0, "latin1");
  short(2, 42);
  long(4, 8);
  short(8, 3);
  entry(10, [0x010f, 2, SECRET.length + 1, 100]);
  entry(22, [0x0112, 3, 1, orientation]);
  entry(34, [0x8825, 4, 1, 60]);
  // The GPS directory: the latitude as text, where a camera writes fractions.
  short(60, 1);
  entry(62, [0x0002, 2, SECRET.length + 1, 130]);
  tiff.write(`${SECRET}\0`, 100, "latin1");
  tiff.write(`${SECRET}\0`, 130, "latin1");
  return tiff;
}

/** A picture of one colour; a header may say more pixels than there are. */
export function png(width: number, height: number, more: readonly Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.min(width, 64) * 3, 120)]);
  const rows = Buffer.concat(Array.from({ length: Math.min(height, 64) }, () => row));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    ...more,
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

export function pngChunk(type: string, content: Buffer): Buffer {
  const checked = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(checked));
  return Buffer.concat([length, checked, sum]);
}

export function jpegSegment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

export function riff(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...chunks]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

export function riffChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** A picture of so many bytes that nothing can be taken out of. */
export function withNoise(bytes: number): Buffer {
  const profile = Buffer.concat([plain["image/jpeg"].subarray(0, 20)]);
  const rest = plain["image/jpeg"].subarray(20);
  const segments: Buffer[] = [];
  for (let length = 0; length < bytes; length += 65_000) {
    const content = Buffer.alloc(65_000);
    content.write("ICC_PROFILE\0", 0, "latin1");
    const head = Buffer.from([0xff, 0xe2, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    segments.push(head, content);
  }
  return Buffer.concat([profile, ...segments, rest]);
}
