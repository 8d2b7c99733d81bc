import type { Job } from "../../platform/queue/job.ts";
import type { Imports } from "./create-imports.ts";
import type { ImportJob } from "./run/import-job.ts";
import type { OneImport } from "./take-back/import-rows.ts";

/** The names under which started imports, and those to be taken back, are sent. */
export const RUN_IMPORT = "imports.run";

export const TAKE_BACK_IMPORT = "imports.take_back";

export function importJobs(imports: Imports): Job[] {
  return [
    { name: RUN_IMPORT, run: (job: ImportJob, signal) => imports.run(job, signal) },
    { name: TAKE_BACK_IMPORT, run: (one: OneImport, signal) => imports.takeBack(one, signal) },
    { name: "imports.tidy", every: 6 * 60 * 60, run: () => imports.tidy() },
  ];
}
