import { forgetAuditJob } from "./access/audit/audit.ts";
import { type Imports, importJobs } from "./collect/imports/imports.ts";
import { filePurposes } from "./file-purposes.ts";
import { forgetTestEventsJob } from "./know/activity/activity.ts";
import { type ErasingOptions, eraseJob } from "./know/personal-data/personal-data.ts";
import { type ContextOf, recountJob } from "./know/segments/segments.ts";
import { mergePartitionsJob } from "./log/events/events.ts";
import { type LostEvents, noteEventPartsJob } from "./log/marks/marks.ts";
import { tidyFilesJob } from "./platform/files/tidy-files.ts";
import { forgetKeysJob } from "./platform/http/idempotency.ts";
import { type Mail, mailJobs } from "./platform/mail/mail.ts";
import type { Job } from "./platform/queue/job.ts";
import { watchJobs } from "./understand/annotations/annotations.ts";

interface Workers extends ErasingOptions {
  imports: Imports;
  mail: Mail;
  contextOf: ContextOf;
  /** What was missing when the program began. */
  lost: LostEvents | null;
}

/** Every background job. */
export function allJobs({ system, imports, mail, contextOf, lost, ...erasing }: Workers): Job[] {
  return [
    ...importJobs(imports),
    ...mailJobs(mail),
    tidyFilesJob(system, Object.values(filePurposes)),
    mergePartitionsJob(system),
    noteEventPartsJob(system, lost),
    recountJob(system, contextOf),
    eraseJob({ system, ...erasing }),
    forgetAuditJob(system),
    forgetKeysJob(system),
    forgetTestEventsJob(system),
    ...watchJobs(system, contextOf),
  ];
}
