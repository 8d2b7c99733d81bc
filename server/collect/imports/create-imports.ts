import { inArray } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { openUploads, type Uploads } from "./file/uploads.ts";
import { imports } from "./imports.tables.ts";
import { type ImportJob, UNFINISHED } from "./run/import-job.ts";
import { runImport } from "./run/run-import.ts";
import { tidyImports } from "./run/tidy-imports.ts";

export interface Imports {
  uploads: Uploads;
  /** Has a started import run in the background. */
  send(job: ImportJob): Promise<void>;
  /** The background job: runs until the import ends. Run again after a kill, it continues. */
  run(job: ImportJob, signal: AbortSignal): Promise<void>;
  /** Sends what was started and not finished, as after a stop between the two. */
  resume(): Promise<void>;
  /** Removes files nobody needs any more. */
  tidy(): Promise<void>;
}

export interface ImportsOptions {
  system: System;
  ingest: Pick<Ingest, "accept">;
  /** Puts a job into the queue; one with a key that waits or runs is not put in again. */
  send(job: ImportJob, key: string): Promise<void>;
  folder: string;
  maxBytes: number;
}

export function createImports({ system, ingest, send, folder, maxBytes }: ImportsOptions): Imports {
  const uploads = openUploads(folder, maxBytes);
  const self: Imports = {
    uploads,
    send: (job) => send(job, `${job.id} ${job.attempt}`),
    run: (job, signal) => runImport({ system, ingest, uploads }, job, signal),
    async resume() {
      const unfinished = await system.db
        .select({ workspace: imports.workspace, id: imports.id, attempt: imports.attempt })
        .from(imports)
        .where(inArray(imports.status, UNFINISHED));
      for (const job of unfinished) await self.send(job);
    },
    tidy: () => tidyImports(system, uploads),
  };
  return self;
}
