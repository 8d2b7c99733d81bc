import type { Database } from "../../../platform/db/database.ts";
import { send } from "../../../platform/outbox/outbox.ts";
import type { ImportRow } from "../imports.tables.ts";

/** The topic under which is told which imports went through; the thing is the id of the import. */
export const IMPORT_DONE = "import_done";

export interface ImportDone {
  /** Name of the file. */
  file: string;
  rows: number;
  finishedAt: string;
}

/** Tells that an import went through, in the transaction that says so. */
export async function sendImportDone(
  db: Database,
  { workspace, id, name }: ImportRow,
  { rows, finishedAt }: { rows: number; finishedAt: Date },
): Promise<void> {
  const payload: ImportDone = { file: name, rows, finishedAt: finishedAt.toISOString() };
  await send(db, { workspace, topic: IMPORT_DONE, thing: id, payload }, finishedAt);
}

/** The topic under which is told which imports were taken back; the thing is the id of the import. */
export const IMPORT_TAKEN_BACK = "import_taken_back";

export interface ImportTakenBack {
  /** Name of the file. */
  file: string;
  finishedAt: string;
}

/** Tells that an import was taken back, in the transaction that says so. */
export async function sendTakenBack(db: Database, { workspace, id, name }: ImportRow, finishedAt: Date): Promise<void> {
  const payload: ImportTakenBack = { file: name, finishedAt: finishedAt.toISOString() };
  await send(db, { workspace, topic: IMPORT_TAKEN_BACK, thing: id, payload }, finishedAt);
}
