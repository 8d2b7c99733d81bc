import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { ImportItem, ImportStatus, Mapping } from "../../../../contracts/collect/imports.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { openFile } from "../file/open-file.ts";
import { recognise } from "../file/recognise.ts";
import type { Uploads } from "../file/uploads.ts";
import { type ImportRow, imports } from "../imports.tables.ts";
import { TEXT_LIMITS } from "../limits.ts";
import { bindQuestions } from "../mapping/bind-questions.ts";
import { checkMapping } from "../mapping/map-row.ts";
import { completeMapping } from "../mapping/name-source.ts";
import { mustNotTakeBack, oneAtATime } from "../take-back/take-back.ts";
import { type ImportJob, UNFINISHED } from "./import-job.ts";
import { noteImport } from "./note-import.ts";
import { findImport, getImport, isImport, toItem } from "./read-imports.ts";

const STARTABLE: ImportStatus[] = ["uploaded", "checked", "cancelled", "failed"];

/**
 * Queues an import from its first row on.
 * @throws 404, 400 `invalid_mapping` when the mapping does not fit the file, 409 when it is running or its file is gone
 */
export async function startImport(
  ctx: Context,
  { uploads, send }: { uploads: Uploads; send(job: ImportJob): Promise<void> },
  id: string,
  { mapping, dryRun }: { mapping: Mapping; dryRun: boolean },
): Promise<ImportItem> {
  const row = await findImport(ctx, id);
  if (UNFINISHED.includes(row.status)) throw problem("import_running");
  if (row.status === "done") throw problem("import_done");
  if (row.status === "taken_back") throw problem("import_taken_back");
  if (row.status === "taking_back") throw problem("import_being_taken_back");
  await fileHere(uploads, row);
  const bound = await bindQuestions(ctx, mapping);
  await checkFit(uploads.file(id), bound);
  const workspace = ctx.workspace.id;
  const started = await ctx.db.transaction(async (db) => {
    await oneAtATime(db, workspace);
    if (!dryRun) await mustNotTakeBack(db, workspace);
    const [changed] = await db
      .update(imports)
      .set({
        status: "queued",
        mapping: completeMapping(bound.mapping, row.name, ctx.workspace.timezone),
        dryRun,
        ...(dryRun ? {} : { noted: true }),
        attempt: sql`${imports.attempt} + 1`,
        runner: null,
        ...NOTHING_DONE,
        startedAt: ctx.now(),
        finishedAt: null,
      })
      .where(and(isImport(workspace, id), inArray(imports.status, STARTABLE)))
      .returning();
    if (!changed) throw problem("import_running");
    await noteImport(ctx, db, changed, { dryRun: { before: null, after: dryRun } });
    return changed;
  });
  await send({ workspace, id, attempt: started.attempt });
  return toItem(started);
}

const NOTHING_DONE = {
  bytes: 0,
  rows: 0,
  accepted: 0,
  rejected: 0,
  messages: 0,
  cellsLost: 0,
  rejectsListed: 0,
  rejectsBytes: 0,
  ratePerSecond: null,
  secondsLeft: null,
  failure: null,
};

/** @throws 409 `file_removed` */
export async function fileHere(uploads: Uploads, row: ImportRow): Promise<void> {
  if (!row.fileKept || !(await uploads.has(row.id))) throw problem("file_removed");
}

async function checkFit(path: string, { mapping, problems }: Awaited<ReturnType<typeof bindQuestions>>): Promise<void> {
  const file = await openFile(path, TEXT_LIMITS, mapping.layout);
  const { recognised } = await recognise(file, mapping.layout).finally(() => file.close());
  const columns = recognised.columns.map(({ name }) => name);
  const fields = [...checkMapping(mapping, columns), ...problems].map((field) => ({
    ...field,
    path: `mapping.${field.path}`,
  }));
  const [first] = fields;
  if (first) throw problem("invalid_mapping", { fault: `${first.path}: ${first.reason}` }, { fields });
}

/** What is in stays in. One that waits is cancelled at once, one that runs within about a second. @throws 404, 409 */
export async function cancelImport(ctx: Context, id: string): Promise<ImportItem> {
  const mine = isImport(ctx.workspace.id, id);
  await ctx.db.transaction(async (db) => {
    const waiting = await db
      .update(imports)
      .set({ status: "cancelled", finishedAt: ctx.now() })
      .where(and(mine, eq(imports.status, "queued")))
      .returning();
    const running = await db
      .update(imports)
      .set({ status: "cancelling" })
      .where(and(mine, eq(imports.status, "running")))
      .returning();
    for (const row of [...waiting, ...running]) await noteImport(ctx, db, row);
  });
  const item = await getImport(ctx, id);
  if (item.status !== "cancelled" && item.status !== "cancelling") throw problem("import_not_running");
  return item;
}

/** Removes an import and its file; its events stay. @throws 404, 409 `import_running` */
export async function deleteImport(ctx: Context, uploads: Uploads, id: string): Promise<void> {
  await findImport(ctx, id);
  await ctx.db.transaction(async (db) => {
    const [removed] = await db
      .delete(imports)
      .where(and(isImport(ctx.workspace.id, id), notInArray(imports.status, [...UNFINISHED, "taking_back"])))
      .returning();
    if (!removed) throw problem("import_not_cancelled");
    await noteImport(ctx, db, removed);
  });
  await uploads.removeAll(id);
}
