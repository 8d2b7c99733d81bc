import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import { eraseIn, writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import type { Mentions } from "../../platform/personal-data/mentions.ts";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import { type OpenedFile, openFile } from "./file/open-file.ts";
import type { Uploads } from "./file/uploads.ts";
import { type ImportRow, imports } from "./imports.tables.ts";
import { TEXT_LIMITS } from "./limits.ts";
import { UNFINISHED } from "./run/import-job.ts";

/**
 * Files that wait for their import, and lists of what was rejected. A file cannot be rewritten: one that names somebody goes
 * as a whole, and one that is being imported goes when that has ended.
 */
export function importsPersonal({ db }: Pick<System, "db">, uploads: Uploads): PersonalData {
  const rows = writtenByStaff({
    kind: "imports",
    table: imports,
    key: [imports.id],
    written: {
      name: "text",
      recognised: {
        sheets: "text",
        sheet: "text",
        columns: { examples: "cell" },
        preview: { values: { "*": "cell" }, error: "text" },
        suggestion: { source: "text" },
      },
      failure: { values: "text", detail: "text" },
    },
    before: (row, { mentions }) => withoutNamedSource(withoutNamedColumns(row as ImportRow, mentions), mentions),
  });

  const files: PersonalData["files"] = {
    async find({ workspace, mentions }, signal) {
      const found: string[] = [];
      const all = await db.select({ id: imports.id }).from(imports).where(eq(imports.workspace, workspace));
      for (const { id } of all) {
        signal.throwIfAborted();
        if ((await names(uploads.file(id), mentions)) || (await names(uploads.rejects(id), mentions))) found.push(id);
      }
      return found;
    },
    async remove(workspace, found) {
      if (found.length === 0) return [];
      const idle = await db
        .update(imports)
        .set({ fileKept: false, rejectsListed: 0, rejectsBytes: 0 })
        .where(
          and(
            eq(imports.workspace, workspace),
            inArray(imports.id, [...found]),
            notInArray(imports.status, UNFINISHED),
          ),
        )
        .returning({ id: imports.id });
      for (const { id } of idle) await uploads.removeAll(id);
      const running = await db
        .select({ id: imports.id })
        .from(imports)
        .where(
          and(eq(imports.workspace, workspace), inArray(imports.id, [...found]), inArray(imports.status, UNFINISHED)),
        );
      return running.map(({ id }) => id);
    },
  };
  return { ...rows, files };
}

/** Rows of a source or a sheet that is called like somebody are of one without a name, once no more of them are read. */
function withoutNamedSource(row: ImportRow, mentions: Mentions): ImportRow {
  const { mapping, status } = row;
  if (!mapping || UNFINISHED.includes(status)) return row;
  const erased = eraseIn(mapping, mentions, { source: "text", layout: { sheet: "text" } });
  return erased === mapping ? row : { ...row, mapping: erased };
}

/** What stands in a row of data, and in no name of a column: an address or a long number. */
const VALUE = /@|\d{5,}/;

/** Where the first row of data was taken for the names of columns, these are cells. */
function withoutNamedColumns(row: ImportRow, mentions: Mentions): ImportRow {
  const { recognised, mapping } = row;
  if (!recognised.columns.some(({ name }) => VALUE.test(name) && mentions.in(name))) return row;
  const { columns, preview, suggestion } = recognised;
  return {
    ...row,
    recognised: {
      ...recognised,
      columns: eraseIn(columns, mentions, { name: "cell" }),
      preview: eraseIn(preview, mentions, { values: "data" }),
      suggestion: eraseIn(suggestion, mentions, "text"),
    },
    mapping: eraseIn(mapping, mentions, "text"),
  };
}

/** Whether a file names somebody, a workbook on any of its sheets. One that cannot be read as text to its end is taken to. */
async function names(path: string, mentions: Mentions): Promise<boolean> {
  const file = await openFile(path, TEXT_LIMITS).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "file_not_found") return null;
    throw error;
  });
  if (file === null) return false;
  const { sheets = [], sheet: seen } = file.workbook ?? {};
  if ((await namesIn(file, mentions)) || sheets.some((sheet) => mentions.in(sheet))) return true;
  for (const sheet of sheets)
    if (sheet !== seen && (await namesIn(await openFile(path, TEXT_LIMITS, { sheet }), mentions))) return true;
  return false;
}

async function namesIn(file: OpenedFile, mentions: Mentions): Promise<boolean> {
  let left = "";
  try {
    for await (const text of file.text) {
      const all = left + text;
      if (mentions.in(all) || cellsOf(all).some((cell) => mentions.is(cell))) return true;
      // What is named may begin in one piece and end in the next.
      left = all.slice(-(mentions.longest + 1));
    }
    return false;
  } catch {
    return true;
  } finally {
    await file.close();
  }
}

/** What stands between separators of any of the formats. */
function cellsOf(text: string): string[] {
  return text.split(/[,;|\t\r\n"<>{}[\]:]+/u);
}
