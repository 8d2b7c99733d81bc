import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { Delimiter, Encoding, Layout } from "../../../../contracts/collect/file-layout.ts";
import { openFile } from "./open-file.ts";
import { readRows } from "./read-rows.ts";
import { recognise } from "./recognise.ts";

const LIMITS = { maxBytes: 1e9, maxRatio: 100 };
const MARKS: Partial<Record<Encoding, number[]>> = {
  "utf-8": [0xef, 0xbb, 0xbf],
  "utf-16le": [0xff, 0xfe],
  "utf-16be": [0xfe, 0xff],
};

interface Dialect {
  delimiter: Exclude<Delimiter, "whitespace">;
  encoding: Encoding;
  hasMark: boolean;
  lineEnd: "\n" | "\r\n" | "\r";
  quotes: "all" | "needed";
  title: string[];
  /** Bytes that come at a time. */
  piece: number;
}

const dialects = fc.record<Dialect>({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  encoding: fc.constantFrom<Encoding>("utf-8", "utf-16le", "utf-16be", "windows-1252", "shift_jis", "koi8-r"),
  hasMark: fc.boolean(),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  quotes: fc.constantFrom("all", "needed"),
  title: fc.constantFrom([], ["Report"], ["Report of all shops", ""], ["Report", "made on Monday", ""]),
  piece: fc.integer({ min: 1, max: 200 }),
});

function write(names: string[], rows: string[][], dialect: Dialect): Buffer {
  const { delimiter, encoding, hasMark, lineEnd, quotes, title } = dialect;
  const table = stringify([names, ...rows], {
    ...{ delimiter, record_delimiter: lineEnd, quoted: quotes === "all" },
    // What ends a line or makes a remark elsewhere would do so here.
    quoted_match: /[\r\n]|^#/,
  });
  const text = title.map((line) => line + lineEnd).join("") + table;
  return Buffer.concat([Buffer.from((hasMark && MARKS[encoding]) || []), iconv.encode(text, encoding)]);
}

async function readBack(bytes: Buffer, { piece }: Dialect, layout: Layout) {
  const pieces: Buffer[] = [];
  for (let index = 0; index < bytes.length; index += piece) pieces.push(bytes.subarray(index, index + piece));
  const file = await openFile(Readable.from(pieces, { objectMode: false }), LIMITS, layout);
  const found = await recognise(file, layout);
  const rows: unknown[] = [];
  for await (const { values, error } of readRows(file.text, found.layout)) rows.push(error ?? { ...values });
  return rows;
}

const objects = (names: string[], rows: string[][]) =>
  rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] || null])));

/** What an encoding cannot write is left out, and so is a line end that would end the row. */
function fitting(text: string, { encoding, lineEnd }: Dialect): string {
  const written = [...text].filter((char) => iconv.decode(iconv.encode(char, encoding), encoding) === char).join("");
  return lineEnd === "\r" ? written.replace(/[\r\n]/g, "") : written;
}

describe("a table that csv-stringify writes comes back the same", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."ab1 .é日я🎉,;|\t\"'#=\n\r"), maxLength: 8 });
  const tables = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.record({
      names: fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
    }),
  );

  it("in any dialect that is told", async () => {
    await fc.assert(
      fc.asyncProperty(tables, dialects, async ({ names, rows }, dialect) => {
        // A row of nothing is an empty line, which is no row; a first cell keeps each from being that.
        const all = rows.map((cells) => ["x", ...cells.map((each) => fitting(each, dialect))]);
        const columns = ["first", ...names];
        const { delimiter, encoding, title } = dialect;
        const layout = {
          format: "csv",
          delimiter,
          encoding,
          skipLines: title.length,
          header: true,
          headerRows: 1,
        } as const;
        fc.pre(!names.includes("first"));
        expect(await readBack(write(columns, all, dialect), dialect, layout)).toEqual(objects(columns, all));
      }),
      { numRuns: 300 },
    );
  });

  const word = fc.constantFrom("anna", "bob", "Köln", "a, b; c", 'said "no"', "two\nlines", "", "x | y", "tab\there");
  const rowsOfUse = fc.array(fc.tuple(word, fc.integer({ min: 0, max: 10 }), word), { minLength: 5, maxLength: 12 });

  it("in any dialect that is recognised, as far as Unicode is written", async () => {
    const unicode = dialects.map((dialect): Dialect => {
      const encoding = dialect.encoding.startsWith("utf") ? dialect.encoding : "utf-8";
      return { ...dialect, encoding, hasMark: dialect.hasMark || encoding !== "utf-8" };
    });
    await fc.assert(
      fc.asyncProperty(rowsOfUse, unicode, async (found, dialect) => {
        const names = ["id", "who", "score", "comment"];
        const rows = found.map(([who, score, comment], index) => [
          `u${index + 1}`,
          fitting(who, dialect),
          String(score),
          fitting(comment, dialect),
        ]);
        expect(await readBack(write(names, rows, dialect), dialect, {})).toEqual(objects(names, rows));
      }),
      { numRuns: 200 },
    );
  });
});
