import type { Delimiter, FileFormat, Layout, Recognised } from "../../../../contracts/collect/imports.ts";
import { guessColumn, guessColumns, looksLikeData } from "../mapping/guess-columns.ts";
import { suggestMapping } from "../mapping/suggest-mapping.ts";
import { FileRefused } from "./file-refused.ts";
import type { OpenedFile } from "./open-file.ts";
import { readCells } from "./read-csv.ts";
import { type RowLayout, readRows } from "./read-rows.ts";
import type { Row } from "./row.ts";

const ROWS_LOOKED_AT = 1000;
const PREVIEW_ROWS = 20;
const DELIMITERS: Delimiter[] = [",", ";", "\t", "|"];

/** What a file that is cut off looks like. */
const CUT_OFF: readonly string[] = ["xml_broken", "xml_cut_in_tag", "xml_cut_off", "json_broken"];

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** The first rows of a head. The head may end in mid-file: what breaks there says nothing about the file. */
async function firstRows(head: string, complete: boolean, layout: RowLayout, most: number): Promise<Row[]> {
  const rows: Row[] = [];
  try {
    for await (const row of readRows(once(head), layout)) {
      rows.push(row);
      if (rows.length >= most) return rows;
    }
  } catch (error) {
    if (!(error instanceof FileRefused) || complete) throw error;
    // Only what could not be otherwise at a cut is forgiven.
    if (!CUT_OFF.includes(error.code)) throw error;
  }
  const last = rows.at(-1);
  if (!complete && rows.length > 1 && last?.error !== undefined) rows.pop();
  return rows;
}

function guessFormat(head: string): FileFormat {
  const text = head.trimStart();
  if (text.startsWith("<")) return "xes";
  if (/^\[\s*(\{|\]|$)/.test(text)) return "json";
  if (/^\{\s*("|\})/.test(text)) return "jsonl";
  return "csv";
}

/** A cut row at the end would look like one with too few columns. */
const wholeLines = (head: string, complete: boolean): string => {
  const end = Math.max(head.lastIndexOf("\n"), head.includes("\n") ? -1 : head.lastIndexOf("\r"));
  return complete || end <= 0 ? head : head.slice(0, end + 1);
};

type Split = { delimiter: Delimiter; width: number; share: number; errors: number };

/** How many columns a delimiter gives, and in which share of the records. */
async function trySplit(text: string, delimiter: Delimiter, quoted = true): Promise<Split> {
  const widths = new Map<number, number>();
  let total = 0;
  let errors = 0;
  for await (const batch of readCells(once(text), delimiter, quoted)) {
    for (const record of batch.slice(0, ROWS_LOOKED_AT)) {
      total++;
      if ("error" in record) errors++;
      else widths.set(record.cells.length, (widths.get(record.cells.length) ?? 0) + 1);
    }
  }
  const [best] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { delimiter, width: best?.[0] ?? 1, share: total === 0 ? 0 : (best?.[1] ?? 0) / total, errors };
}

async function guessDelimiter(text: string): Promise<Delimiter> {
  const tries = await Promise.all(DELIMITERS.map((delimiter) => trySplit(text, delimiter)));
  const score = ({ share, width }: Split): number => share * Math.log(width + 1);
  const [best] = tries.filter(({ width, share }) => width > 1 && share >= 0.7).sort((a, b) => score(b) - score(a));
  if (best) return best.delimiter;
  const blanks = await trySplit(text, "whitespace");
  if (blanks.width > 1 && blanks.share >= 0.95) return "whitespace";
  // Nothing divides the lines evenly: one column, or a table with many broken rows.
  return tries.sort((a, b) => score(b) - score(a))[0]?.delimiter ?? ",";
}

/**
 * Whether the first row names the columns. It does not if a value in it is a number or a time, or stands there twice; it
 * does if some column below it is of a kind (number, time, boolean); between texts alone it usually does.
 */
function guessHeader(rows: Row[]): boolean {
  const [first, ...rest] = rows.filter((row) => row.error === undefined);
  if (!first) return true;
  const names = Object.values(first.values).map((value) => String(value ?? "").trim());
  if (names.every((name) => name === "") || names.some((name) => looksLikeData(name))) return false;
  if (rest.length === 0) return true;
  const columns = Object.keys(first.values);
  const kinds = columns.map(
    (name) =>
      guessColumn(
        name,
        rest.map((row) => row.values[name] ?? null),
      ).type,
  );
  if (kinds.some((kind) => kind === "number" || kind === "number-comma" || kind === "time" || kind === "boolean"))
    return true;
  const seenBelow = columns.some(
    (name, index) => names[index] !== "" && rest.some((row) => row.values[name] === names[index]),
  );
  return !seenBelow && names.every((name) => name.length <= 100);
}

async function guessCsv(head: string, complete: boolean, given: Layout): Promise<RowLayout> {
  const text = wholeLines(head, complete);
  const delimiter = given.delimiter ?? (await guessDelimiter(text));
  const asQuoted = await trySplit(text, delimiter);
  // Exports that know no quoting write quotes as they come; then reading them as such gives errors, and not doing so none.
  const plain = await trySplit(text, delimiter, false);
  const quoted = delimiter !== "whitespace" && !(asQuoted.errors > 0 && plain.share > Math.max(asQuoted.share, 0.99));
  const columns = Array.from({ length: (quoted ? asQuoted : plain).width }, () => "");
  const base: RowLayout = { format: "csv", delimiter, quoted, header: false, columns };
  const header = given.header ?? guessHeader(await firstRows(text, complete, base, 200));
  return { ...base, header, columns: given.columns };
}

/** Says how to read an opened file; what `given` states is taken as said. Throws FileRefused when it is no such file. */
export async function recogniseLayout(head: string, complete: boolean, given: Layout = {}): Promise<RowLayout> {
  if (head.trim() === "") throw new FileRefused("file_without_text", {});
  const format = given.format ?? guessFormat(head);
  if (format === "csv") return guessCsv(head, complete, given);
  return { format, delimiter: null, quoted: false, header: false };
}

/** Everything the head of a file tells: columns, the first rows, a mapping to start from, and the layout to read it by. */
export async function recognise(
  file: OpenedFile,
  given: Layout = {},
): Promise<{ recognised: Recognised; layout: RowLayout }> {
  const layout = await recogniseLayout(file.head, file.complete, given);
  const text = layout.format === "csv" || layout.format === "jsonl" ? wholeLines(file.head, file.complete) : file.head;
  const rows = await firstRows(text, file.complete, layout, ROWS_LOOKED_AT);
  const good = rows.filter((row) => row.error === undefined);
  const columns = guessColumns(good);
  return {
    layout,
    recognised: {
      format: layout.format,
      compression: file.compression,
      encoding: file.encoding(),
      delimiter: layout.delimiter,
      quoted: layout.quoted,
      header: layout.header,
      columns,
      rowsSeen: rows.length,
      preview: rows.slice(0, PREVIEW_ROWS),
      suggestion: suggestMapping(columns, good.length),
    },
  };
}
