import { writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

interface SheetOf {
  name: string;
  /** What stands in `sheetData`. */
  rows: string;
  state?: string;
  /** What stands behind `sheetData`, such as merged cells. */
  behind?: string;
}

interface Parts {
  sheets: SheetOf[];
  texts?: string[];
  /** Formats of numbers; style 0 is none, style 1 the first of these. */
  formats?: string[];
  isFrom1904?: boolean;
  more?: { name: string; content: string }[];
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** A workbook written part by part, for what no program would write. */
export async function writeWorkbook(path: string, { sheets, texts = [], formats = [], isFrom1904, more = [] }: Parts) {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ""}/>`,
  );
  const related = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const codes = formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escaped(code)}"/>`);
  const styles = ["<xf/>", ...formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`)];
  const parts = [
    { name: "[Content_Types].xml", content: "<Types/>" },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${isFrom1904 ? ' date1904="1"' : ""}/><sheets>${listed.join("")}</sheets></workbook>`,
    },
    { name: "xl/_rels/workbook.xml.rels", content: `<Relationships>${related.join("")}</Relationships>` },
    {
      name: "xl/sharedStrings.xml",
      content: `<sst xmlns="${main}">${texts.map((text) => `<si>${text}</si>`).join("")}</sst>`,
    },
    {
      name: "xl/styles.xml",
      content: `<styleSheet xmlns="${main}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join("")}</cellXfs></styleSheet>`,
    },
    ...sheets.map(({ rows, behind = "" }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${behind}</worksheet>`,
    })),
    ...more,
  ];
  const archive = new ZipFile();
  for (const { name, content } of parts) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  await writeFile(path, await buffer(archive.outputStream));
}
