import { crc32 } from "node:zlib";

/** Begins every frame; another layout gets another one. */
const MARK = Buffer.from("TLJ1");
/** The mark, the length of the content, its checksum, and the checksum of these three. */
const HEADER = 16;

/** Texts as they are written: told from what was written by half by length and checksum. */
export function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(HEADER + length);
  frame.write(text, HEADER);
  MARK.copy(frame);
  frame.writeUInt32LE(length, 4);
  frame.writeUInt32LE(crc32(frame.subarray(HEADER)), 8);
  frame.writeUInt32LE(crc32(frame.subarray(0, 12)), 12);
  return frame;
}

export interface Frames {
  texts: string[];
  /** Where the last whole frame ends, counted from the first. */
  end: number;
  /** Behind what cannot be read stands a whole frame: it was damaged, and is not just the end of what was being written. */
  isDamaged: boolean;
}

/** Reads frames up to the first that is not whole. */
export function readFrames(bytes: Buffer): Frames {
  const texts: string[] = [];
  let end = 0;
  for (let frame = frameAt(bytes, end); frame; frame = frameAt(bytes, end)) {
    texts.push(frame.toString("utf8"));
    end += HEADER + frame.length;
  }
  let isDamaged = false;
  for (let next = bytes.indexOf(MARK, end); next >= 0 && !isDamaged; next = bytes.indexOf(MARK, next + 1))
    isDamaged = frameAt(bytes, next) !== null;
  return { texts, end, isDamaged };
}

function frameAt(bytes: Buffer, start: number): Buffer | null {
  const content = start + HEADER;
  if (bytes.length < content || bytes.compare(MARK, 0, MARK.length, start, start + MARK.length) !== 0) return null;
  if (bytes.readUInt32LE(start + 12) !== crc32(bytes.subarray(start, start + 12))) return null;
  const end = content + bytes.readUInt32LE(start + 4);
  if (bytes.length < end) return null;
  const found = bytes.subarray(content, end);
  return crc32(found) === bytes.readUInt32LE(start + 8) ? found : null;
}
