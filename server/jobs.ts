import { forgetSignInsJob, listWorkspaceIds } from "./access/access.ts";
import { type Imports, importJobs } from "./collect/imports/imports.ts";
import { filePurposes } from "./file-purposes.ts";
import { type ErasingOptions, eraseJob } from "./know/personal-data/personal-data.ts";
import { type ContextOf, recountJob } from "./know/segments/segments.ts";
import { expireJob } from "./know/storage-periods/storage-periods.ts";
import { mergePartitionsJob } from "./log/events/events.ts";
import { type LostEvents, noteEventPartsJob } from "./log/marks/marks.ts";
import { tidyFilesJob } from "./platform/files/tidy-files.ts";
import { forgetKeysJob } from "./platform/http/idempotency.ts";
import { type Mail, mailJobs } from "./platform/mail/mail.ts";
import type { Expiring } from "./platform/personal-data/expiring.ts";
import type { Job } from "./platform/queue/job.ts";
import { watchJobs } from "./understand/annotations/annotations.ts";

interface Workers extends ErasingOptions {
  imports: Imports;
  mail: Mail;
  expiring: readonly Expiring[];
  contextOf: ContextOf;
  /** What was missing when the program began. */
  lost: LostEvents | null;
  /** How many days the sign-in log is kept. */
  signInDays: number;
}

/** Every background job. */
export function allJobs({ system, imports, mail, contextOf, expiring, lost, signInDays, ...erasing }: Workers): Job[] {
  return [
    ...importJobs(imports),
    ...mailJobs(mail),
    tidyFilesJob(system, Object.values(filePurposes)),
    mergePartitionsJob(system),
    noteEventPartsJob(system, lost),
    recountJob(system, contextOf),
    eraseJob({ system, ...erasing }),
    expireJob({ system, expiring, contextOf, workspaces: () => listWorkspaceIds(system) }),
    forgetSignInsJob(system, signInDays),
    forgetKeysJob(system),
    ...watchJobs(system, contextOf),
  ];
}
