import type { FileFormat, Layout } from "../../../../contracts/collect/file-layout.ts";
import type { Recognised, RecognisedColumn } from "../../../../contracts/collect/imports.ts";
import { applyRecipe, findRecipe } from "../mapping/apply-recipe.ts";
import { guessColumns, looksLikeData } from "../mapping/guess-columns.ts";
import { allRecipes, Columns, type Recipe } from "../mapping/recipes.ts";
import { suggestMapping } from "../mapping/suggest-mapping.ts";
import { SHEET_DELIMITER } from "./excel/sheet-text.ts";
import { FileRefused } from "./file-refused.ts";
import { guessTable } from "./guess-table.ts";
import type { OpenedFile } from "./open-file.ts";
import { type RowLayout, readRows } from "./read-rows.ts";
import type { Row } from "./row.ts";

const ROWS_LOOKED_AT = 1000;
const PREVIEW_ROWS = 20;
/** How far to read for the first row. */
const LONGEST_HEAD = 32 * 1024 * 1024;
const NO_TABLE = { delimiter: null, quoted: false, skipLines: 0, comments: false, header: false, headerRows: 0 };

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

/** What a message has by itself: a line of them may hold lists of objects, such as products, and is a row all the same. */
const MESSAGE = ["event", "type", "timestamp", "userId", "messageId"];

/** Whether an object is what programs wrap their lists in, and not the first of many lines. */
function wrapsRows(text: string): boolean {
  const end = text.search(/[\r\n]/);
  const first = end === -1 ? text : text.slice(0, end);
  if (end !== -1) {
    try {
      JSON.parse(first);
      if (text.slice(end).trim() !== "") return false;
    } catch {
      return /\[\s*[[{]/.test(text) || !/^\s*\{/m.test(text.slice(end));
    }
  }
  const names = new Set([...first.slice(0, 10_000).matchAll(/"([^"\\]*)"\s*:/g)].slice(0, 50).map(([, name]) => name));
  return (
    /:\s*\[\s*[[{]/.test(first) &&
    !MESSAGE.some((name) => names.has(name) && first.indexOf(`"${name}"`) < first.search(/\[\s*[[{]/))
  );
}

function guessFormat(head: string): FileFormat {
  const text = head.trimStart();
  if (text.startsWith("<")) return "xes";
  if (/^\[\s*(\{|\[|\]|$)/.test(text)) return "json";
  if (/^\{\s*("|\})/.test(text)) return wrapsRows(text) ? "json" : "jsonl";
  return "csv";
}

/** A cut row at the end would look like one with too few columns. */
const wholeLines = (head: string, complete: boolean): string => {
  const end = Math.max(head.lastIndexOf("\n"), head.includes("\n") ? -1 : head.lastIndexOf("\r"));
  return complete || end <= 0 ? head : head.slice(0, end + 1);
};

/** Old Macintosh files end their lines with a carriage return alone. */
function withLineFeeds(text: string): string {
  return text.includes("\n") ? text : text.replaceAll("\r", "\n");
}

/** Whether the first of lists of values names the columns. Objects name theirs themselves. */
function areNames(names: Row["values"], below: Row["values"][]): boolean {
  const entries = Object.entries(names);
  if (entries.length === 0 || entries.some(([column], index) => column !== `column${index + 1}`)) return false;
  const texts = entries.map(([, value]) => value);
  return (
    below.length > 0 &&
    new Set(texts).size === texts.length &&
    texts.every((text) => typeof text === "string" && text.trim() !== "" && !looksLikeData(text.trim()))
  );
}

/** Says how to read an opened file; what `given` states is taken as said. Throws FileRefused when it is no such file. */
async function recogniseLayout(
  { head, complete, workbook }: Pick<OpenedFile, "head" | "complete" | "workbook">,
  given: Layout,
): Promise<RowLayout> {
  if (head.trim() === "") throw new FileRefused("file_without_text", {});
  if (workbook) {
    const table = await guessTable(wholeLines(head, complete), { ...given, delimiter: SHEET_DELIMITER });
    return { ...table, format: "xlsx", delimiter: null };
  }
  // What is text is no workbook, whatever was said of another file.
  const format = given.format === undefined || given.format === "xlsx" ? guessFormat(head) : given.format;
  if (format === "csv") return guessTable(withLineFeeds(wholeLines(head, complete)), given);
  if (format !== "json") return { ...NO_TABLE, format };
  const [names, ...below] = (await firstRows(head, complete, { ...NO_TABLE, format }, 20)).map(({ values }) => values);
  const header = given.header ?? (names !== undefined && areNames(names, below));
  return { ...NO_TABLE, format, header, headerRows: Number(header), columns: given.columns };
}

const isOfLines = (format: FileFormat): boolean => format === "csv" || format === "jsonl" || format === "xlsx";

async function lookAt(file: OpenedFile, given: Layout): Promise<{ layout: RowLayout; rows: Row[] }> {
  const layout = await recogniseLayout(file, given);
  const text = isOfLines(layout.format) ? wholeLines(file.head, file.complete) : file.head;
  return { layout, rows: await firstRows(text, file.complete, layout, ROWS_LOOKED_AT) };
}

const columnsOf = (rows: readonly Row[]) => guessColumns(rows.filter((row) => row.error === undefined));

function recipeFor(columns: readonly RecognisedColumn[], { recipe }: Layout): Recipe | undefined {
  if (recipe === "none") return undefined;
  return recipe === undefined ? findRecipe(columns) : allRecipes.find(({ name }) => name === recipe);
}

/** What stands in the second row of a header, by the names of the columns: what their questions ask. */
async function wordingsOf({ head, complete }: OpenedFile, layout: RowLayout): Promise<Map<string, string>> {
  const wordings = new Map<string, string>();
  if (layout.headerRows < 2) return wordings;
  const text = wholeLines(head, complete);
  const bare = { ...layout, header: false, headerRows: 0, columns: undefined };
  const [names, second] = await firstRows(text, complete, bare, 2);
  for (const [column, name] of Object.entries(names?.values ?? {})) {
    const words = second?.values[column];
    if (name !== null && typeof words === "string" && words.trim().length > 20)
      wordings.set(String(name).trim(), words.trim());
  }
  return wordings;
}

/** Everything the head of a file tells: columns, the first rows, a mapping to start from, and the layout to read it by. */
export async function recognise(
  file: OpenedFile,
  given: Layout = {},
  timezone = "UTC",
): Promise<{ recognised: Recognised; layout: RowLayout }> {
  let { layout, rows } = await lookAt(file, given);
  // What stands above the rows may be long: attributes of a log, what wraps a list, a row of a megabyte.
  for (let head = file.head.length * 4; rows.length === 0 && !file.complete && head <= LONGEST_HEAD; head *= 4) {
    await file.readOn(head);
    ({ layout, rows } = await lookAt(file, given));
  }
  let columns = columnsOf(rows);
  const recipe = recipeFor(columns, given);
  if (recipe?.headerRows && given.headerRows === undefined && layout.headerRows !== recipe.headerRows) {
    const again = await lookAt(file, { ...given, header: true, headerRows: recipe.headerRows });
    // What a person has cut down may have no more of the header than its names.
    if (again.rows.length > 0) {
      ({ layout, rows } = again);
      columns = columnsOf(rows);
    }
  }
  const good = rows.filter((row) => row.error === undefined);
  const suggestion = suggestMapping(columns, good.length, timezone);
  return {
    layout,
    recognised: {
      format: layout.format,
      compression: file.compression,
      encoding: file.encoding(),
      sheets: file.workbook?.sheets ?? [],
      sheet: file.workbook?.sheet ?? null,
      delimiter: layout.delimiter,
      quoted: layout.quoted,
      skipLines: layout.skipLines,
      comments: layout.comments,
      header: layout.header,
      headerRows: layout.headerRows,
      recipe: recipe?.name ?? null,
      columns,
      rowsSeen: rows.length,
      preview: rows.slice(0, PREVIEW_ROWS),
      suggestion: recipe
        ? applyRecipe(recipe, new Columns(columns, await wordingsOf(file, layout), good.length), suggestion)
        : suggestion,
    },
  };
}
