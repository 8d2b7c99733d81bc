import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { trackingLimits } from "../../../../contracts/words/messages.ts";
import { parseExactJson } from "../../../platform/exact-json.ts";
import { problem } from "../../../platform/http/problem.ts";
import { type Fields, isFields } from "./read-message.ts";

const unpack = promisify(gunzip);
const BOM = "\ufeff";

/**
 * The JSON object in a body, whatever its Content-Type says: stock clients label JSON as text, and packed JSON as a form.
 * @throws 400 saying what is wrong, 413 when it is too large once unpacked
 */
export async function readBody(body: Buffer | undefined): Promise<Fields> {
  if (body === undefined || body.length === 0) throw problem("empty_body");
  const bytes = isGzip(body) ? await unzip(body) : body;
  if (!isUtf8(bytes)) throw problem("invalid_utf8");
  const text = bytes.toString("utf8");
  const value = parse(text.startsWith(BOM) ? text.slice(1) : text);
  if (!isFields(value)) throw problem("invalid_body");
  return value;
}

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Stops at the limit, so that a small body cannot become a large one. */
async function unzip(bytes: Buffer): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: trackingLimits.batchBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw problem("unpacks_too_large", { most: trackingLimits.batchBytes });
    throw problem("invalid_gzip");
  }
}

/** V8 parses without recursion, so depth is no danger here; what is too deep is refused message by message. */
function parse(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    throw problem("invalid_json");
  }
}
