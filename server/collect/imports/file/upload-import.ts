import type { Readable } from "node:stream";
import { and, count, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ImportItem, Recognised } from "../../../../contracts/collect/imports.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { type ImportRow, imports } from "../imports.tables.ts";
import { TEXT_LIMITS } from "../limits.ts";
import { suggestQuestions } from "../mapping/bind-questions.ts";
import { sourceOf } from "../mapping/name-source.ts";
import { noteImport } from "../run/note-import.ts";
import { toItem } from "../run/read-imports.ts";
import { openFile } from "./open-file.ts";
import { recognise } from "./recognise.ts";
import type { Uploads } from "./uploads.ts";

/** Files a workspace may keep at a time. */
const MOST_FILES = 50;

export interface Upload {
  name: string;
  body: Readable | undefined;
  /** Bytes, where the sender said how many. */
  announced: number | undefined;
}

/**
 * Takes in a file and says what it looks like.
 * @throws 400 with the reason when it is not a file that can be imported, 413 when it is too large, 409 `too_many_files`
 */
export async function uploadImport(ctx: Context, uploads: Uploads, upload: Upload): Promise<ImportItem> {
  if (!upload.body) throw problem("file_missing");
  const workspace = ctx.workspace.id;
  const [kept] = await ctx.db
    .select({ files: count() })
    .from(imports)
    .where(and(eq(imports.workspace, workspace), eq(imports.fileKept, true)));
  if ((kept?.files ?? 0) >= MOST_FILES) throw problem("too_many_imports", { most: MOST_FILES });
  const id = uuidv7();
  const size = await uploads.receive(id, upload.body, upload.announced);
  try {
    const recognised = await recogniseFile(uploads.file(id), ctx.workspace.timezone);
    recognised.suggestion = await suggestQuestions(ctx, recognised);
    recognised.suggestion.source = sourceOf(upload.name);
    const row = { workspace, id, name: upload.name, size, status: "uploaded", recognised } as const;
    return await ctx.db.transaction(async (db) => {
      const [stored] = await db
        .insert(imports)
        .values({ ...row, createdBy: ctx.actor.name, createdAt: ctx.now() })
        .returning();
      await noteImport(ctx, db, stored as ImportRow, { size: { before: null, after: size } });
      return toItem(stored as ImportRow);
    });
  } catch (error) {
    await uploads.removeAll(id);
    throw error;
  }
}

async function recogniseFile(path: string, timezone: string): Promise<Recognised> {
  const file = await openFile(path, TEXT_LIMITS);
  try {
    return (await recognise(file, {}, timezone)).recognised;
  } finally {
    await file.close();
  }
}
