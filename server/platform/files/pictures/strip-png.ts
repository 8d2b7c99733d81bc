import { crc32, inflateSync } from "node:zlib";
import { readOrientation, writeOrientation } from "./exif-orientation.ts";
import { damaged, type Picture } from "./picture.ts";

const SIGNATURE = 8;
/** What draws a PNG, also one that moves. Texts, times, EXIF and whatever programs add of their own are not among it. */
const KEPT = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs acTL fcTL fdAT".split(" "),
);
/** No colour profile is larger once unpacked. */
const PROFILE_BYTES = 4 * 1024 * 1024;

/**
 * What draws a PNG, with its colour profile and how it is turned. All other chunks and whatever follows its end are left
 * out. @throws 400 `image_damaged`
 */
export function stripPng(bytes: Buffer): Picture {
  const parts: Buffer[] = [bytes.subarray(0, SIGNATURE)];
  let size: { width: number; height: number } | null = null;
  let orientation: number | null = null;
  let hasPixels = false;
  let frames = 0;
  let pixels = 0;
  for (let index = SIGNATURE; ; ) {
    if (index + 12 > bytes.length) throw damaged("it ends too early");
    const length = bytes.readUInt32BE(index);
    const type = bytes.toString("latin1", index + 4, index + 8);
    const end = index + 12 + length;
    if (end > bytes.length) throw damaged("it ends too early");
    const chunk = bytes.subarray(index, end);
    const content = chunk.subarray(8, -4);
    index = end;
    if ((size === null) !== (type === "IHDR")) throw damaged("a PNG has one header, at its beginning");
    if (type === "IHDR") {
      if (length !== 13) throw damaged("its PNG header has another length");
      size = { width: content.readUInt32BE(0), height: content.readUInt32BE(4) };
    }
    if (type === "eXIf") orientation = readOrientation(content);
    if (type === "IDAT") hasPixels = true;
    if (type === "fcTL") {
      if (length !== 26) throw damaged("a frame of it has no size");
      frames += 1;
      pixels += content.readUInt32BE(4) * content.readUInt32BE(8);
    }
    if (KEPT.has(type) && (type !== "iCCP" || isProfile(content))) parts.push(chunk);
    if (type === "IEND") break;
  }
  if (!size || !hasPixels || size.width === 0 || size.height === 0) throw damaged("no picture is in it");
  const turned = writeOrientation(orientation);
  if (turned) parts.splice(2, 0, chunkOf("eXIf", turned));
  return { ...size, pixels: frames === 0 ? size.width * size.height : pixels, parts };
}

/** Whether it unpacks to no more than a profile may have. Behind a name of up to 79 bytes comes one byte, then zlib's. */
function isProfile(content: Buffer): boolean {
  const name = content.indexOf(0);
  if (name < 1 || name > 79) return false;
  try {
    inflateSync(content.subarray(name + 2), { maxOutputLength: PROFILE_BYTES });
    return true;
  } catch {
    return false;
  }
}

function chunkOf(type: string, content: Buffer): Buffer {
  const checked = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const chunk = Buffer.alloc(checked.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  checked.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(checked), chunk.length - 4);
  return chunk;
}
