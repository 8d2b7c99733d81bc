import { createReadStream } from "node:fs";
import { fileTypeFromBuffer } from "file-type";

const HEAD_BYTES = 64 * 1024;
/** Records looked at to tell a table from other text. */
const MOST_RECORDS = 20;

/**
 * The media type of a file by its bytes; its name has no say. Text is looked for first, because a word at the beginning of
 * a table can look like the mark of a binary format. Null when nobody knows such bytes.
 */
export async function tellType(path: string): Promise<string | null> {
  const { head, isText, isWhole } = await look(path);
  if (isText) return textType(head, isWhole);
  const told = await fileTypeFromBuffer(head);
  // A PNG that moves is drawn by whatever draws a PNG.
  return told?.mime === "image/apng" ? "image/png" : (told?.mime ?? null);
}

interface Looked {
  head: Buffer;
  /** Whether not one byte of the whole file is of a kind that text has no use for. */
  isText: boolean;
  /** Whether the head is the whole file. */
  isWhole: boolean;
}

async function look(path: string): Promise<Looked> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  let isText = true;
  for await (const piece of createReadStream(path, { highWaterMark: HEAD_BYTES }) as AsyncIterable<Buffer>) {
    if (bytes < HEAD_BYTES) pieces.push(piece);
    bytes += piece.length;
    isText &&= !piece.some(isControl);
    if (!isText && bytes >= HEAD_BYTES) break;
  }
  return { head: Buffer.concat(pieces).subarray(0, HEAD_BYTES), isText, isWhole: bytes <= HEAD_BYTES };
}

/** Tab, line feed, form feed and carriage return stand in texts; no other control character does. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 0x7f;
}

/** Texts that something runs, draws or unpacks, by their first characters. */
const MARKS: readonly (readonly [beginning: RegExp, type: string])[] = [
  [/^%PDF-/, "application/pdf"],
  [/^%!PS/, "application/postscript"],
  [/^\{\\rtf/, "application/rtf"],
  [/^#!/, "text/x-script"],
  [/^<(?:\?xml|svg)/i, "application/xml"],
  [/^<[a-z!?%]/i, "text/html"],
];

function textType(head: Buffer, isWhole: boolean): string {
  const text = head.toString("utf8").replace(/^\ufeff?\s*/, "");
  const mark = MARKS.find(([beginning]) => beginning.test(text));
  if (mark) return mark[1];
  return [",", ";", "\t", "|"].some((delimiter) => isTable(text, delimiter, isWhole)) ? "text/csv" : "text/plain";
}

/** Whether two records or more have the same number of fields, and more than one. Quotes hold delimiters and line ends. */
function isTable(text: string, delimiter: string, isWhole: boolean): boolean {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  let empty = true;
  for (const character of isWhole ? `${text}\n` : text) {
    if (counts.length === MOST_RECORDS) break;
    if (character === '"') quoted = !quoted;
    if (!quoted && character === delimiter) fields += 1;
    if (quoted || character !== "\n") {
      empty &&= character === "\r";
      continue;
    }
    if (!empty) counts.push(fields);
    fields = 1;
    empty = true;
  }
  const [first = 0] = counts;
  return counts.length > 1 && first > 1 && counts.every((count) => count === first);
}
