import { open } from "node:fs/promises";
import type { OpenLimits } from "../../limits.ts";
import { FileRefused } from "../file-refused.ts";
import type { Attributes } from "../read-xml.ts";
import { dateFormats } from "./date-formats.ts";
import { type Archive, openArchive } from "./open-archive.ts";
import { readWhole } from "./read-part.ts";
import { readSheet } from "./read-sheet.ts";

const WORKBOOK = "xl/workbook.xml";
/** Characters of all different texts of a workbook, which are held in memory while a sheet is read. */
const MOST_TEXT = 128 * 1024 * 1024;
const MOST_SHEETS = 1000;

interface Sheet {
  name: string;
  path: string;
  isHidden: boolean;
}

/** A workbook of Excel 2007 and later, of which one sheet is read. Macros, pictures and charts are passed over. */
export interface Workbook {
  /** Names of its sheets, those that are hidden last. */
  sheets: string[];
  /** The one that is read. */
  sheet: string;
  /** The rows of the sheet as text, in the dialect of `sheet-text.ts`. */
  text: AsyncGenerator<string>;
  /** Share of the sheet that was read, from 0 to 1. */
  share(): number;
  close(): void;
}

/** Opens a workbook at one of its sheets, or at the first that is not hidden. @throws FileRefused */
export async function openWorkbook(path: string, limits: OpenLimits, chosen?: string): Promise<Workbook> {
  const archive = await openArchive(path, limits);
  try {
    if (!archive.has("[Content_Types].xml")) throw new FileRefused("file_is_zip", {});
    if (archive.has("xl/workbook.bin")) throw new FileRefused("excel_binary", {});
    if (!archive.has(WORKBOOK)) throw new FileRefused("file_is_zip", {});
    const { sheets, isFrom1904 } = await readWorkbook(archive);
    const [first] = sheets;
    const sheet = chosen === undefined ? first : sheets.find(({ name }) => name === chosen);
    if (!sheet) throw new FileRefused("excel_no_sheet", { name: chosen ?? "", sheets: namesOf(sheets) });
    const reading = readSheet(archive.read(sheet.path), {
      texts: await readTexts(archive),
      dates: await readDateStyles(archive),
      isFrom1904,
    });
    return {
      sheets: sheets.map(({ name }) => name),
      sheet: sheet.name,
      text: reading.text,
      share: () => archive.share(sheet.path, reading.bytesRead()),
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

function namesOf(sheets: readonly Sheet[]): string {
  const names = sheets.slice(0, 10).map(({ name }) => name);
  return sheets.length > names.length ? `${names.join(", ")}, …` : names.join(", ");
}

async function readWorkbook(archive: Archive): Promise<{ sheets: Sheet[]; isFrom1904: boolean }> {
  const targets = new Map<string, string>();
  await readWhole(archive.read("xl/_rels/workbook.xml.rels"), {
    open(name, { Id, Target = "", Type = "" }) {
      if (name === "Relationship" && Id !== undefined && Type.endsWith("/worksheet")) targets.set(Id, pathOf(Target));
    },
  });
  const sheets: Sheet[] = [];
  let isFrom1904 = false;
  await readWhole(archive.read(WORKBOOK), {
    open(name, attributes) {
      if (name === "workbookPr") isFrom1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      // Sheets that hold a chart and nothing else are no tables.
      const path = name === "sheet" ? targets.get(relationOf(attributes)) : undefined;
      if (path === undefined || sheets.length >= MOST_SHEETS) return;
      sheets.push({ name: attributes.name ?? "", path, isHidden: /hidden/i.test(attributes.state ?? "") });
    },
  });
  if (sheets.length === 0) throw new FileRefused("excel_broken", { fault: "it has no sheet" });
  return {
    sheets: [...sheets.filter((each) => !each.isHidden), ...sheets.filter((each) => each.isHidden)],
    isFrom1904,
  };
}

function relationOf(attributes: Attributes): string {
  const key = Object.keys(attributes).find((name) => name === "id" || name.endsWith(":id"));
  return (key && attributes[key]) || "";
}

function pathOf(target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const parts: string[] = ["xl"];
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The different texts of a workbook, which cells name by their place. */
async function readTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = [];
  let text = "";
  let size = 0;
  let isIn = false;
  let isPhonetic = false;
  await readWhole(archive.read("xl/sharedStrings.xml"), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") isPhonetic = true;
      else if (name === "t") isIn = !isPhonetic;
    },
    text(part) {
      if (isIn) text += part;
    },
    close(name) {
      if (name === "t") isIn = false;
      else if (name === "rPh") isPhonetic = false;
      else if (name === "si") {
        size += text.length;
        if (size > MOST_TEXT) throw new FileRefused("excel_texts_too_long", { most: MOST_TEXT });
        texts.push(text);
      }
    },
  });
  return texts;
}

/** By the number of a style: whether it shows a number as a date or a time. */
async function readDateStyles(archive: Archive): Promise<boolean[]> {
  const own = new Map<number, string>();
  const styles: boolean[] = [];
  let isIn = false;
  await readWhole(archive.read("xl/styles.xml"), {
    open(name, { numFmtId, formatCode }) {
      if (name === "numFmt") own.set(Number(numFmtId), formatCode ?? "");
      else if (name === "cellXfs") isIn = true;
      else if (name === "xf" && isIn) styles.push(dateFormats(Number(numFmtId ?? 0), own.get(Number(numFmtId ?? 0))));
    },
    close(name) {
      if (name === "cellXfs") isIn = false;
    },
  });
  return styles;
}

const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");
const DIRECTORY_BYTES = 64 * 1024;

/** Why a file that begins like old Office files cannot be read: a password has it packed in one, or it is of before 2007. */
export async function refuseOldOffice(path: string): Promise<never> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(512);
    await file.read(head, 0, head.length, 0);
    const sector = 1 << Math.min(16, head.readUInt16LE(30));
    const directory = Buffer.alloc(DIRECTORY_BYTES);
    await file.read(directory, 0, directory.length, (head.readUInt32LE(48) + 1) * sector);
    throw new FileRefused(directory.includes(ENCRYPTED) ? "excel_password" : "file_is_excel", {});
  } finally {
    await file.close();
  }
}
