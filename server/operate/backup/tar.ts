/** A file of an archive, small enough to be held in memory. */
export interface TarEntry {
  name: string;
  content: Buffer;
}

const BLOCK = 512;
/** Larger than any entry we write; a length beyond it means that the file is something else. */
const MOST_BYTES = 256 * 1024 * 1024;

/** One file of a POSIX ustar archive: header, content, padding. */
export function tarEntry({ name, content }: TarEntry, modified: Date): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`The name ${name} is too long for an archive.`);
  const header = Buffer.alloc(BLOCK);
  const field = (text: string, index: number) => header.write(text, index, "utf8");
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
  field(name, 0);
  field("0000600\0", 100);
  field("0000000\0", 108);
  field("0000000\0", 116);
  field(`${octal(content.length, 11)}\0`, 124);
  field(`${octal(Math.floor(modified.getTime() / 1000), 11)}\0`, 136);
  field(" ".repeat(8), 148);
  field("0", 156);
  field("ustar\0", 257);
  field("00", 263);
  field(`${octal(sumOf(header), 6)}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc(paddingOf(content.length))]);
}

/** What an archive ends with. */
export const tarEnd = Buffer.alloc(2 * BLOCK);

/** The files of an archive, one at a time. @throws when the bytes are not an archive or end within a file */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry, void, undefined> {
  const bytes = reader(source);
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header === null || header.every((byte) => byte === 0)) return;
    if (header.toString("latin1", 257, 262) !== "ustar" || numberAt(header, 148, 8) !== sumOf(withoutSum(header)))
      throw new Error("The file is not a backup of Throughline, or it is damaged.");
    const size = numberAt(header, 124, 12);
    if (!(size <= MOST_BYTES)) throw new Error("The file is not a backup of Throughline: an entry is too large.");
    const name = header.toString("utf8", 0, 100).replace(/\0.*$/s, "");
    const content = await bytes.take(size);
    const padding = await bytes.take(paddingOf(size));
    if (content === null || padding === null) throw new Error(`The file ends within ${name}: it is not complete.`);
    yield { name, content };
  }
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function numberAt(header: Buffer, index: number, length: number): number {
  return Number.parseInt(header.toString("latin1", index, index + length).replace(/[\0 ]+$/, ""), 8);
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

/** The checksum is counted with blanks in its own place. */
function withoutSum(header: Buffer): Buffer {
  const copy = Buffer.from(header);
  copy.fill(" ", 148, 156);
  return copy;
}

/** Takes exactly so many bytes; null when the source ends before. */
function reader(source: AsyncIterable<Uint8Array>) {
  const parts = source[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let length = 0;
  return {
    async take(count: number): Promise<Buffer | null> {
      while (length < count) {
        const next = await parts.next();
        if (next.done) return null;
        held.push(next.value);
        length += next.value.length;
      }
      const all = Buffer.concat(held);
      held = [all.subarray(count)];
      length -= count;
      return all.subarray(0, count);
    },
  };
}
