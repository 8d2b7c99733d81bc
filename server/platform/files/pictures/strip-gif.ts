import { damaged, type Picture } from "./picture.ts";

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const END = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;
/** The applications that say how often the frames are shown. All others carry metadata. */
const LOOPS = new Set(["NETSCAPE2.0", "ANIMEXTS1.0"]);

/**
 * What draws a GIF and has it move. Comments, texts, XMP and whatever follows its end are left out.
 * @throws 400 `image_damaged`
 */
export function stripGif(bytes: Buffer): Picture {
  if (bytes.length < 13) throw damaged("it ends too early");
  const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  let index = 13 + coloursIn(bytes[10] ?? 0);
  const parts: Buffer[] = [bytes.subarray(0, index)];
  let pixels = 0;
  for (;;) {
    const [kind, label] = [bytes[index], bytes[index + 1]];
    if (kind === undefined) throw damaged("it ends too early");
    if (kind === END) break;
    const from = index;
    if (kind === EXTENSION) {
      index = endOfBlocks(bytes, index + 2);
      if (label === GRAPHIC_CONTROL || isLoop(bytes, from, label)) parts.push(bytes.subarray(from, index));
    } else if (kind === IMAGE) {
      if (index + 10 > bytes.length) throw damaged("it ends too early");
      pixels += bytes.readUInt16LE(index + 5) * bytes.readUInt16LE(index + 7);
      // Behind the colours one byte says how the pixels are packed.
      index = endOfBlocks(bytes, index + 10 + coloursIn(bytes[index + 9] ?? 0) + 1);
      parts.push(bytes.subarray(from, index));
    } else throw damaged("it holds a block that no GIF has");
  }
  if (pixels === 0 || width === 0 || height === 0) throw damaged("no picture is in it");
  return { width, height, pixels, parts: [...parts, Buffer.from([END])] };
}

/** Bytes of the table of colours that these flags announce. */
function coloursIn(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Data comes in blocks that begin with their length, up to one without any. */
function endOfBlocks(bytes: Buffer, from: number): number {
  let index = from;
  for (let length = bytes[index]; length !== 0; length = bytes[index]) {
    if (length === undefined) throw damaged("it ends too early");
    index += length + 1;
  }
  return index + 1;
}

function isLoop(bytes: Buffer, index: number, label: number | undefined): boolean {
  return label === APPLICATION && bytes[index + 2] === 11 && LOOPS.has(bytes.toString("latin1", index + 3, index + 14));
}
