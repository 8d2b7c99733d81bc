import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, describe, expect, it } from "vitest";
import type { Layout } from "../../../../../contracts/collect/file-layout.ts";
import { FileRefused } from "../file-refused.ts";
import { openFile } from "../open-file.ts";
import { readRows } from "../read-rows.ts";
import { recognise } from "../recognise.ts";
import { writeWorkbook } from "./workbook.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-excel-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LIMITS = { maxBytes: 1e9, maxRatio: 200 };
let made = 0;
const fresh = (ending = "xlsx") => {
  made += 1;
  return join(folder, `${made}.${ending}`);
};

async function read(path: string, layout: Layout = {}) {
  const file = await openFile(path, LIMITS, layout);
  const found = await recognise(file, layout);
  const rows = [];
  for await (const row of readRows(file.text, found.layout)) rows.push({ ...row, values: { ...row.values } });
  return { ...found, rows, share: file.bytesRead() / (file.size ?? 1) };
}

async function refusal(path: string, layout: Layout = {}): Promise<string> {
  try {
    await read(path, layout);
    return "read";
  } catch (error) {
    if (error instanceof FileRefused) return error.code;
    throw error;
  }
}

const cell = (reference: string, value: string, more = "") => `<c r="${reference}" ${more}><v>${value}</v></c>`;
const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe("a workbook", () => {
  it("that another program wrote is read as a table, with its types, quotes, line ends and marks", async () => {
    const path = fresh();
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Answers",
          rows: [
            ["user", "when", "score", "comment", "ok"],
            ["ann", new Date("2024-03-01T10:30:00Z"), 9.5, 'a "quote", and\na line', true],
            ["bob", new Date("2024-03-02T00:00:00Z"), -0.1, "#1; ünïcödé 日本 🎉", false],
          ],
        },
        { name: "Other", rows: [["x"], [1]] },
      ],
    });
    writeFileSync(path, bytes);
    const { recognised, rows, share } = await read(path);
    expect(recognised).toMatchObject({
      ...{ format: "xlsx", sheets: ["Answers", "Other"], sheet: "Answers", delimiter: null, header: true },
      suggestion: { time: { column: "when", format: "iso" }, contact: { column: "user" } },
    });
    expect(rows).toEqual([
      {
        line: 2,
        values: {
          user: "ann",
          when: "2024-03-01 10:30:00",
          score: "9.5",
          comment: 'a "quote", and\na line',
          ok: "true",
        },
      },
      {
        line: 3,
        values: { user: "bob", when: "2024-03-02", score: "-0.1", comment: "#1; ünïcödé 日本 🎉", ok: "false" },
      },
    ]);
    expect(share).toBeCloseTo(1, 2);
    expect((await read(path, { sheet: "Other" })).rows).toEqual([{ line: 2, values: { x: "1" } }]);
  });

  it("is read by what its cells hold: formulas by their stored value, failed ones as nothing, shared and rich texts", async () => {
    const path = fresh();
    await writeWorkbook(path, {
      texts: ["<t>who</t>", "<r><t>ri</t></r><r><t>ch</t></r><rPh><t>PHONETIC</t></rPh>", "<t>a_x000D_b_x005F_c</t>"],
      sheets: [
        {
          name: "One",
          rows: `<row r="1">${cell("A1", "0", 't="s"')}${text("B1", "sum")}${text("C1", "note")}</row>
            <row r="3">${cell("A3", "1", 't="s"')}<c r="B3"><f>1+1</f><v>2</v></c>${cell("C3", "#N/A", 't="e"')}</row>
            <row>${cell("A4", "2", 't="s"')}<c r="B4"><f>NOW()</f></c><c r="C4" t="str"><f>"x"</f><v>x &amp; y</v></c></row>
            <row r="5"><c t="inlineStr"><is><t>near</t></is></c><c><v>12345678901234567</v></c><c><v>0.30000000000000004</v></c></row>`,
        },
      ],
    });
    expect((await read(path)).rows).toEqual([
      { line: 3, values: { who: "rich", sum: "2", note: null }, failed: 1 },
      { line: 4, values: { who: "a\nb_c", sum: null, note: "x & y" } },
      { line: 5, values: { who: "near", sum: "12345678901234600", note: "0.3" } },
    ]);
  });

  it.each([
    ["from 1900", false, ["1900-01-01", "1900-02-28", "1900-03-01", "2024-02-29", "2024-02-29 18:00:00", "06:00:00"]],
    ["from 1904", true, ["1904-01-02", "1904-02-29", "1904-03-02", "2028-03-01", "2028-03-01 18:00:00", "06:00:00"]],
  ])("tells dates %s", async (_name, isFrom1904, days) => {
    const path = fresh();
    const numbers = ["1", "59", "61", "45351", "45351.75", "0.25"];
    await writeWorkbook(path, {
      isFrom1904,
      formats: ["[$-407]dd.mm.yyyy;@", '"day" 0', "[h]:mm", "General"],
      sheets: [
        {
          name: "One",
          rows: [
            `<row>${text("A1", "date")}${text("B1", "number")}</row>`,
            ...numbers.map(
              (value, index) =>
                `<row>${cell(`A${index + 2}`, value, 's="1"')}${cell(`B${index + 2}`, value, 's="2"')}</row>`,
            ),
          ].join(""),
        },
      ],
    });
    const { rows } = await read(path);
    expect(rows.map(({ values }) => values.date)).toEqual(days);
    expect(rows.map(({ values }) => values.number)).toEqual(numbers);
  });

  it("holds the value of merged cells in the first, and hidden rows and columns like others; hidden sheets come last", async () => {
    const path = fresh();
    await writeWorkbook(path, {
      sheets: [
        { name: "Hidden", state: "veryHidden", rows: `<row>${text("A1", "secret")}</row>` },
        {
          name: "Shown",
          rows: `<row>${text("A1", "shop")}${text("B1", "n")}</row><row>${text("A2", "Bonn")}${cell("B2", "1")}</row>
            <row hidden="1"><c r="A3"/>${cell("B3", "2")}</row><row>${text("A4", "Kiel")}${cell("B4", "3")}</row>`,
          behind: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
        },
      ],
      more: [{ name: "xl/vbaProject.bin", content: "a macro" }],
    });
    const { recognised, rows } = await read(path);
    expect([recognised.sheet, recognised.sheets]).toEqual(["Shown", ["Shown", "Hidden"]]);
    expect(rows.map(({ values }) => [values.shop, values.n])).toEqual([
      ["Bonn", "1"],
      [null, "2"],
      ["Kiel", "3"],
    ]);
  });

  it("has a title above the table and rows of no use below the header, as other tables may", async () => {
    const path = fresh();
    await writeWorkbook(path, {
      sheets: [
        {
          name: "One",
          rows: `<row r="1">${text("A1", "Report of May")}</row><row r="4">${text("A4", "who")}${text("B4", "when")}${text("C4", "score")}</row>
            <row r="5">${text("A5", "ann")}${text("B5", "2024-05-01")}${cell("C5", "9")}</row><row r="6">${text("A6", "bob")}${text("B6", "2024-05-02")}${cell("C6", "8")}</row>`,
        },
      ],
    });
    const { recognised, rows } = await read(path);
    expect(recognised).toMatchObject({ skipLines: 3, header: true });
    expect(rows.map(({ line, values }) => [line, values.who])).toEqual([
      [5, "ann"],
      [6, "bob"],
    ]);
  });

  it("is refused with the reason when it cannot be read", async () => {
    const one = { name: "One", rows: `<row>${text("A1", "x")}</row>` };
    const sheetless = fresh();
    await writeWorkbook(sheetless, { sheets: [one] });
    expect(await refusal(sheetless, { sheet: "Two" })).toBe("excel_no_sheet");

    const binary = fresh("xlsb");
    await writeWorkbook(binary, { sheets: [one], more: [{ name: "xl/workbook.bin", content: "x" }] });
    expect(await refusal(binary)).toBe("excel_binary");

    const broken = fresh();
    await writeWorkbook(broken, { sheets: [{ name: "One", rows: "<row><c></row>" }] });
    expect(await refusal(broken)).toBe("excel_broken");

    const entities = fresh();
    await writeWorkbook(entities, { sheets: [one], more: [] });
    await writeWorkbook(entities, { sheets: [{ name: "One", rows: `<row><c t="str"><v>&lol;</v></c></row>` }] });
    expect(await refusal(entities)).toBe("excel_broken");

    const cut = fresh();
    const bytes = await writeXlsx({ sheets: [{ name: "One", rows: [["x"], [1]] }] });
    writeFileSync(cut, bytes.subarray(0, bytes.length - 30));
    expect(await refusal(cut)).toBe("excel_broken");

    const locked = fresh();
    writeFileSync(
      locked,
      await writeXlsx({ sheets: [{ name: "One", rows: [["x"], [1]] }], encryption: { password: "a password" } }),
    );
    expect(await refusal(locked)).toBe("excel_password");

    const old = fresh("xls");
    const ole = Buffer.alloc(4096);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    ole.writeUInt16LE(9, 30);
    ole.write("Workbook", 512, "utf16le");
    writeFileSync(old, ole);
    expect(await refusal(old)).toBe("file_is_excel");
  });

  it("that unpacks to far more than it is, is refused while it is read", async () => {
    const path = fresh();
    const row = `<row>${text("A1", "x".repeat(1000))}</row>`;
    await writeWorkbook(path, { sheets: [{ name: "One", rows: row.repeat(20_000) }] });
    expect(await refusal(path)).toBe("zip_ratio");
    const texts = fresh();
    await writeWorkbook(texts, {
      sheets: [{ name: "One", rows: row }],
      texts: Array(20_000).fill(`<t>${"x".repeat(1000)}</t>`),
    });
    expect(await refusal(texts)).toBe("zip_ratio");
  });
});
