import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import type { Mentions } from "../../platform/personal-data/mentions.ts";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import { type OpenedFile, openFile } from "./file/open-file.ts";
import type { Uploads } from "./file/uploads.ts";
import { imports } from "./imports.tables.ts";
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
    cells: true,
    except: ["status", "runner", "createdBy", "takenBack"],
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

/** Whether a file names somebody, a workbook on any of its sheets. One that cannot be read as text to its end is taken to. */
async function names(path: string, mentions: Mentions): Promise<boolean> {
  const file = await openFile(path, TEXT_LIMITS).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "file_not_found") return null;
    throw error;
  });
  if (file === null) return false;
  if (await namesIn(file, mentions)) return true;
  const { sheets = [], sheet: seen } = file.workbook ?? {};
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
