import type { Readable } from "node:stream";
import { problem } from "../../platform/http/problem.ts";

const MOST_BYTES = 16_384;
const MOST_MILLISECONDS = 10_000;

/** The fields of a form, bounded in size and time. @throws 413 */
export async function readForm(body: Readable): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => body.destroy(new Error("the form came too slowly")), MOST_MILLISECONDS);
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk as Uint8Array);
      size += bytes.length;
      if (size > MOST_BYTES) throw problem("too_large");
      chunks.push(bytes);
    }
  } finally {
    clearTimeout(timer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
