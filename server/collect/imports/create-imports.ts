import { eq, inArray, sql } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { openUploads, type Uploads } from "./file/uploads.ts";
import { imports } from "./imports.tables.ts";
import { type ImportJob, UNFINISHED } from "./run/import-job.ts";
import { runImport } from "./run/run-import.ts";
import { tidyImports } from "./run/tidy-imports.ts";
import type { OneImport } from "./take-back/import-rows.ts";
import { runTakeBack, type TakingBackOptions } from "./take-back/run-take-back.ts";

export interface Imports {
  uploads: Uploads;
  /** Has a started import run in the background. */
  send(job: ImportJob): Promise<void>;
  /** The background job: runs until the import ends. Run again after a kill, it continues. */
  run(job: ImportJob, signal: AbortSignal): Promise<void>;
  /** Has an import that is to be taken back worked on in the background. */
  sendTakeBack(one: OneImport): Promise<void>;
  /** The background job: runs until all of an import is taken back. Run again after a kill, it continues. */
  takeBack(one: OneImport, signal: AbortSignal): Promise<void>;
  /** Sends what was started and not finished, as after a stop between the two. */
  resume(): Promise<void>;
  /** Removes files nobody needs any more. */
  tidy(): Promise<void>;
}

export interface ImportsOptions {
  system: System;
  ingest: Pick<Ingest, "accept" | "forget">;
  taking: Pick<TakingBackOptions, "followers" | "tombstones" | "recount">;
  /** Puts a job into the queue; one with a key that waits or runs is not put in again. */
  send(job: ImportJob, key: string): Promise<void>;
  sendTakeBack(one: OneImport, key: string): Promise<void>;
  folder: string;
  maxBytes: number;
}

export function createImports({ system, ingest, taking, folder, maxBytes, ...queue }: ImportsOptions): Imports {
  const uploads = openUploads(folder, maxBytes);
  let forgotten = "";

  async function forgetTakenBack(): Promise<void> {
    const [row] = await system.db
      .select({ last: sql<string | null>`max(${imports.takenBack} ->> 'finishedAt')` })
      .from(imports)
      .where(eq(imports.status, "taken_back"));
    const last = row?.last ?? "";
    if (last > forgotten) ingest.forget();
    forgotten = last;
  }

  const self: Imports = {
    uploads,
    send: (job) => queue.send(job, `${job.id} ${job.attempt}`),
    run: (job, signal) => runImport({ system, ingest, uploads, forgetTakenBack }, job, signal),
    sendTakeBack: ({ workspace, id }) => queue.sendTakeBack({ workspace, id }, id),
    takeBack: (one, signal) => runTakeBack({ system, uploads, ...taking }, one, signal),
    async resume() {
      const unfinished = await system.db
        .select({ workspace: imports.workspace, id: imports.id, attempt: imports.attempt })
        .from(imports)
        .where(inArray(imports.status, UNFINISHED));
      for (const job of unfinished) await self.send(job);
      const going = await system.db
        .select({ workspace: imports.workspace, id: imports.id })
        .from(imports)
        .where(eq(imports.status, "taking_back"));
      for (const one of going) await self.sendTakeBack(one);
    },
    tidy: () => tidyImports(system, uploads),
  };
  return self;
}
