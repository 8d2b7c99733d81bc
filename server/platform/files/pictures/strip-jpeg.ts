import { readOrientation, writeOrientation } from "./exif-orientation.ts";
import { damaged, type Picture } from "./picture.ts";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const EXIF = "Exif\0\0";
const JFIF = "JFIF\0";
/** Tables a decoder needs: Huffman, arithmetic, quantisation, restart interval. */
const TABLES = new Set([0xc4, 0xcc, 0xdb, 0xdd]);
/** A picture that is drawn in more passes than any camera writes was made to keep a decoder busy. */
const MOST_SCANS = 200;

/**
 * What draws a JPEG: tables, frame and scans, with its colour profile and how it is turned. All other segments (EXIF, GPS,
 * XMP, IPTC, comments, previews) and whatever follows its end are left out. @throws 400 `image_damaged`
 */
export function stripJpeg(bytes: Buffer): Picture {
  const before: Buffer[] = [];
  const parts: Buffer[] = [];
  let orientation: number | null = null;
  let frame: { width: number; height: number } | null = null;
  let scans = 0;
  let index = 2;
  for (;;) {
    if (index >= bytes.length) throw damaged("it ends too early");
    if (bytes[index] !== 0xff) throw damaged("a JPEG segment is missing where one should begin");
    // Any number of these may stand before a marker.
    while (bytes[index + 1] === 0xff) index += 1;
    const marker = bytes[index + 1] ?? 0;
    if (marker === END) break;
    if (index + 4 > bytes.length) throw damaged("it ends too early");
    const end = index + 2 + bytes.readUInt16BE(index + 2);
    if (end < index + 4) throw damaged("a JPEG segment has no length");
    if (end > bytes.length) throw damaged("it ends too early");
    const segment = bytes.subarray(index, end);
    const content = segment.subarray(4);
    index = end;
    if (marker === SCAN) {
      scans += 1;
      if (frame === null || scans > MOST_SCANS) throw damaged("its scans are not those of a JPEG");
      index = endOfScan(bytes, end);
      parts.push(segment, bytes.subarray(end, index));
    } else if (isFrame(marker)) {
      if (frame !== null || content.length < 6) throw damaged("it does not hold exactly one JPEG frame");
      frame = { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
      parts.push(segment);
    } else if (TABLES.has(marker) || isProfile(marker, content)) parts.push(segment);
    else if (marker === 0xe0 && startsWith(content, JFIF) && before.length === 0 && content.length >= 14)
      before.push(withoutPreview(content));
    // The colours of some pictures cannot be told without it.
    else if (marker === 0xee && startsWith(content, "Adobe") && content.length >= 12)
      parts.push(segmentOf(0xee, content.subarray(0, 12)));
    else if (marker === 0xe1 && startsWith(content, EXIF)) orientation ??= readOrientation(content.subarray(6));
    else if (marker < 0xe0 && marker !== 0xdc) throw damaged("it holds a marker that no JPEG has there");
  }
  if (frame === null || scans === 0 || frame.width === 0 || frame.height === 0) throw damaged("no picture is in it");
  const turned = writeOrientation(orientation);
  if (turned) before.push(segmentOf(0xe1, Buffer.concat([Buffer.from(EXIF, "latin1"), turned])));
  const pixels = frame.width * frame.height;
  return { ...frame, pixels, parts: [Buffer.from([0xff, START]), ...before, ...parts, Buffer.from([0xff, END])] };
}

/** Where the compressed pixels end: at the first marker that is neither an escaped byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let index = bytes.indexOf(0xff, from); index >= 0; index = bytes.indexOf(0xff, index + 1)) {
    const next = bytes[index + 1];
    if (next === undefined) break;
    const isEscaped = next === 0 || next === 0xff;
    const isRestart = next >= 0xd0 && next <= 0xd7;
    if (!isEscaped && !isRestart) return index;
  }
  throw damaged("it ends too early");
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function isProfile(marker: number, content: Buffer): boolean {
  return marker === 0xe2 && startsWith(content, "ICC_PROFILE\0");
}

/** The header of a JFIF file without the small copy of the picture it may hold. */
function withoutPreview(content: Buffer): Buffer {
  const header = Buffer.from(content.subarray(0, 14));
  header.fill(0, 12);
  return segmentOf(0xe0, header);
}

function segmentOf(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

function startsWith(content: Buffer, text: string): boolean {
  return content.toString("latin1", 0, text.length) === text;
}
