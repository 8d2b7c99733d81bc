import type { Job } from "../../platform/queue/job.ts";
import type { Imports } from "./create-imports.ts";
import type { ImportJob } from "./run/import-job.ts";

/** The name under which started imports are sent. */
export const RUN_IMPORT = "imports.run";

export function importJobs(imports: Imports): Job[] {
  return [
    { name: RUN_IMPORT, run: (job: ImportJob, signal) => imports.run(job, signal) },
    { name: "imports.tidy", every: 6 * 60 * 60, run: () => imports.tidy() },
  ];
}
