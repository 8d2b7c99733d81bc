import { constants } from "node:buffer";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

const decompress = promisify(gunzip);

/**
 * The bytes of a packed file of a backup. It was written from one text, so one that unpacks to more than a text can hold
 * was made to fill the memory.
 * @throws Error that names the file
 */
export async function unpack(name: string, content: Buffer): Promise<Buffer> {
  try {
    return await decompress(content, { maxOutputLength: constants.MAX_STRING_LENGTH });
  } catch {
    throw new Error(`The backup is damaged: ${name} in it cannot be unpacked, or is far too large once it is.`);
  }
}
