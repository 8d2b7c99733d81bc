import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileRefused } from "./file-refused.ts";
import { type RowLayout, readRows } from "./read-rows.ts";
import type { Row } from "./row.ts";

const csv: RowLayout = {
  format: "csv",
  delimiter: ",",
  quoted: true,
  skipLines: 0,
  comments: false,
  header: true,
  headerRows: 1,
};

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let index = 0; index < text.length; index += size) yield text.slice(index, index + size);
}
async function rowsOf(text: string, layout: RowLayout, size = 7): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readRows(pieces(text, size), layout)) rows.push({ ...row, values: { ...row.values } });
  return rows;
}
const refusal = (text: string, layout: RowLayout, size = 1000): Promise<string> =>
  rowsOf(text, layout, size).then(
    () => "nothing was refused",
    (error: unknown) => (error instanceof FileRefused ? error.code : String(error)),
  );

describe("CSV", () => {
  it("reads quotes, doubled quotes, line ends inside cells, and counts lines", async () => {
    expect(await rowsOf('a,b\r\n1,"x ""y""\r\nz"\r\n\r\n"3", "4, 5" \r\n5" nails,\r\n', csv)).toEqual([
      { line: 2, values: { a: "1", b: 'x "y"\r\nz' } },
      { line: 5, values: { a: "3", b: "4, 5" } },
      { line: 6, values: { a: '5" nails', b: null } },
    ]);
  });

  it("gives up one line for a fault, and reads the next", async () => {
    const rows = await rowsOf('a,b\n1,"x"y\n2,3\n4\n5,6,7\n8,9,\n10,"never closed\n11,12\n', csv);
    expect(rows.map(({ line, values, error }) => error ?? `${line}: ${values.a} ${values.b}`)).toEqual([
      "there is text after a closing quote",
      "3: 2 3",
      "4: 4 null",
      "there are 3 values for 2 columns",
      "6: 8 9",
      "a quote is opened and never closed",
      "8: 11 12",
    ]);
    expect(rows.map((row) => row.line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it("takes a row without its empty cells at the end, except behind a broken one", async () => {
    expect((await rowsOf("a,b,c\n1,2\n3\n4,5,6,,\n", csv)).map(({ values }) => values)).toEqual([
      { a: "1", b: "2", c: null },
      { a: "3", b: null, c: null },
      { a: "4", b: "5", c: "6" },
    ]);
    const rows = await rowsOf('a,b,c\n1,"x\ny\nz\n2,3,4\n5,6\n', csv);
    expect(rows.map(({ error, values }) => error ?? values.b)).toEqual([
      "a quote is opened and never closed",
      "there are 1 values for 3 columns",
      "there are 1 values for 3 columns",
      "3",
      "6",
    ]);
    // A mark at the end of the header makes no column, unless a row fills it.
    expect((await rowsOf("a,b,\n1,2\n3,4,\n5,6,7\n", csv)).map(({ values }) => Object.entries(values).flat())).toEqual([
      ["a", "1", "b", "2"],
      ["a", "3", "b", "4"],
      ["a", "5", "b", "6", "column3", "7"],
    ]);
  });

  it("passes over lines above the table, remarks, and further rows of the header", async () => {
    const layout: RowLayout = { ...csv, skipLines: 2, comments: true, headerRows: 2 };
    const text = 'A "title\n\nid,How was it?,\n,Score,Why\n# a "remark\n1,9,good\n"#2",3,bad\n';
    expect(await rowsOf(text, layout)).toEqual([
      { line: 6, values: { id: "1", "How was it?": "9", "How was it? / Why": "good" } },
      { line: 7, values: { id: "#2", "How was it?": "3", "How was it? / Why": "bad" } },
    ]);
  });

  it("bounds the line, with and without quotes", async () => {
    const long = "x".repeat(1_100_000);
    const rows = await rowsOf(`a,b\n1,${long}\n2,"${long}"\n3,4\n`, csv, 65_536);
    expect(rows.map((row) => [row.line, row.error?.replace(/^.* (than|within) .*$/, "$1")])).toEqual([
      [2, "than"],
      [3, "than"],
      [4, undefined],
    ]);
    const open = await rowsOf(`a,b\n1,"${"y\n".repeat(600_000)}`, csv, 65_536);
    expect(open[0]?.error).toMatch(/not closed within/);
    expect(open[1]).toMatchObject({ line: 3, error: "there are 1 values for 2 columns" });
  });

  it("bounds the columns", async () => {
    expect(await refusal(`${"a,".repeat(600)}\n`, csv)).toBe("too_many_columns");
    expect(await refusal(`${'"a",'.repeat(600)}\n`, csv)).toBe("header_broken");
  });

  it("names columns that have no name or share one", async () => {
    expect((await rowsOf("a,,a,__proto__\n1,2,3,4\n", csv)).map((row) => Object.entries(row.values))).toEqual([
      [
        ["a", "1"],
        ["column2", "2"],
        ["a_2", "3"],
        ["__proto__", "4"],
      ],
    ]);
    expect((await rowsOf("1,2\n", { ...csv, header: false, headerRows: 0 }))[0]?.values).toEqual({
      column1: "1",
      column2: "2",
    });
    expect((await rowsOf("a,b\n1,2\n", { ...csv, columns: ["x", "y"] }))[0]?.values).toEqual({ x: "1", y: "2" });
  });

  it("reads columns aligned with blanks, and line ends of old Macintosh files", async () => {
    const blanks: RowLayout = { ...csv, delimiter: "whitespace", header: false, headerRows: 0 };
    expect(await rowsOf(" 00004 0001\t19970101   2  29.33\r\n\r\n", blanks)).toEqual([
      { line: 1, values: { column1: "00004", column2: "0001", column3: "19970101", column4: "2", column5: "29.33" } },
    ]);
    expect(await rowsOf("a,b\r1,2\r3,4", csv, 4)).toEqual([
      { line: 2, values: { a: "1", b: "2" } },
      { line: 3, values: { a: "3", b: "4" } },
    ]);
  });

  it("gives back what csv-stringify wrote, cut anywhere", async () => {
    const cell = fc.string({ unit: fc.constantFrom(..."ab,;\t|\"\n\r '=é\u{1F600}"), maxLength: 8 });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(",", ";", "\t", "|"),
        fc.integer({ min: 1, max: 12 }),
        async (rows, delimiter, size) => {
          const columns = rows[0]?.map((_, index) => `c${index}`) ?? [];
          const text = stringify([columns, ...rows], { delimiter: delimiter, quoted_string: true });
          const read = await rowsOf(text, { ...csv, delimiter: delimiter as RowLayout["delimiter"] }, size);
          expect(read.map((row) => row.error ?? columns.map((name) => row.values[name] ?? ""))).toEqual(rows);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("answers any text with rows and rejects whose lines rise, the same however it is cut", async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab,"\n\r '), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (body, size) => {
        const layout: RowLayout = { ...csv, columns: ["x", "y"], header: false, headerRows: 0 };
        const whole = await rowsOf(`q\n${body}`, layout, 1000);
        expect(await rowsOf(`q\n${body}`, layout, size)).toEqual(whole);
        const lines = whole.map((row) => row.line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});

describe("JSON", () => {
  const jsonl: RowLayout = { ...csv, format: "jsonl", delimiter: null, quoted: false, header: false, headerRows: 0 };
  const json: RowLayout = { ...jsonl, format: "json" };

  it("flattens objects by path and keeps lists as text", async () => {
    expect(await rowsOf('{"a":1,"b":{"c":"x","d":[1,{"e":2}]},"f":null}\n\n{"a":true}\n', jsonl)).toEqual([
      { line: 1, values: { a: 1, "b.c": "x", "b.d": '[1,{"e":2}]', f: null } },
      { line: 3, values: { a: true } },
    ]);
  });

  it("rejects what is not an object, not JSON, or too deep", async () => {
    const deep = `${'{"a":'.repeat(40)}1${"}".repeat(40)}`;
    const rows = await rowsOf(`[1]\n{"a":\n${deep}\n"x"\n{"ok":1}\n`, jsonl);
    expect(rows.map((row) => row.error?.slice(0, 16))).toEqual([
      "this is JSON, bu",
      "this is not JSON",
      "the value is nes",
      "this is JSON, bu",
      undefined,
    ]);
    const [large] = await rowsOf('{"ok":1,"a":{"b":-1e400}}\n', jsonl);
    expect(large).toMatchObject({ line: 1, error: "a.b: the number is too large to be kept" });
    const million = "[".repeat(1_000_000);
    expect((await rowsOf(`${million}\n`, jsonl, 65_536))[0]?.error).toMatch(/nested deeper/);
  });

  it("keeps the digits of numbers that are too long for one", async () => {
    const rows = await rowsOf('{"order_id":1234567890123456789}\n{"order_id":1234567890123456790}\n', jsonl);
    expect(rows.map(({ values }) => values.order_id)).toEqual(["1234567890123456789", "1234567890123456790"]);
  });

  it("reads a list of objects, whatever is in its strings and however it is cut", async () => {
    const objects = fc.array(
      fc.record({ id: fc.integer(), text: fc.string({ unit: fc.constantFrom(...'a[]{},"\\\n') }) }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 9 }), fc.constantFrom(0, 2), async (list, size, indent) => {
        const rows = await rowsOf(JSON.stringify(list, null, indent), json, size);
        expect(rows.map((row) => row.values)).toEqual(list);
      }),
      { numRuns: 150 },
    );
    expect(
      (await rowsOf('[\n {"a":1},\n {"a":oops},\n {"a":2}]', json)).map((row) => [row.line, row.error === undefined]),
    ).toEqual([
      [2, true],
      [3, false],
      [4, true],
    ]);
  });

  it("refuses a list that loses its beat", async () => {
    for (const text of [
      '[{"a":1}',
      '[{"a":1} x]',
      '{"a":1}',
      `[{"a":"${"x".repeat(1_200_000)}"}]`,
      '[{"a":1}] [',
      "[1]",
    ]) {
      expect(await refusal(text, json, 65_536)).toBe("json_broken");
    }
  });
});
