import { forgetAuditJob } from "./access/audit/audit.ts";
import { type Imports, importJobs } from "./collect/imports/imports.ts";
import { filePurposes } from "./file-purposes.ts";
import { forgetTestEventsJob } from "./know/activity/activity.ts";
import { type ContextOf, recountJob } from "./know/segments/segments.ts";
import { mergePartitionsJob } from "./log/events/events.ts";
import type { System } from "./platform/context.ts";
import { tidyFilesJob } from "./platform/files/tidy-files.ts";
import { forgetKeysJob } from "./platform/http/idempotency.ts";
import { type Mail, mailJobs } from "./platform/mail/mail.ts";
import type { Job } from "./platform/queue/job.ts";
import { watchJobs } from "./understand/annotations/annotations.ts";

interface Workers {
  system: System;
  imports: Imports;
  mail: Mail;
  contextOf: ContextOf;
}

/** Every background job. */
export function allJobs({ system, imports, mail, contextOf }: Workers): Job[] {
  return [
    ...importJobs(imports),
    ...mailJobs(mail),
    tidyFilesJob(system, Object.values(filePurposes)),
    mergePartitionsJob(system),
    recountJob(system, contextOf),
    forgetAuditJob(system),
    forgetKeysJob(system),
    forgetTestEventsJob(system),
    ...watchJobs(system, contextOf),
  ];
}
