import { forgetAudit } from "./access/audit/audit.ts";
import type { ImportJob, Imports } from "./collect/imports/imports.ts";
import { filePurposes } from "./file-purposes.ts";
import { type ContextOf, recountSegments } from "./know/segments/segments.ts";
import { mergePartitions } from "./log/events/events.ts";
import type { System } from "./platform/context.ts";
import { tidyFiles } from "./platform/files/tidy-files.ts";
import { forgetIdempotencyKeys } from "./platform/http/idempotency.ts";
import type { Mail } from "./platform/mail/mail.ts";
import type { Queue } from "./platform/queue/queue.ts";

/** The name under which started imports are queued. */
export const RUN_IMPORT = "imports.run";
/** The name of the job that sends what waits in the mail queue. */
export const SEND_MAIL = "mail.send";

/** Every background job. */
export async function startJobs(
  queue: Queue,
  { system, imports, mail, contextOf }: { system: System; imports: Imports; mail: Mail; contextOf: ContextOf },
): Promise<void> {
  await queue.work<ImportJob>(RUN_IMPORT, (job, signal) => imports.run(job, signal));
  await imports.resume();

  await queue.work("imports.tidy", () => imports.tidy());
  queue.every("imports.tidy", 6 * 60 * 60);

  await queue.work("files.tidy", () => tidyFiles(system, Object.values(filePurposes)));
  queue.every("files.tidy", 6 * 60 * 60);
  await queue.work(SEND_MAIL, (_job, signal) => mail.drain(signal));
  queue.every(SEND_MAIL, 60);

  await queue.work("mail.tidy", (_job, signal) => mail.tidy(signal));
  queue.every("mail.tidy", 6 * 60 * 60);

  await queue.work("events.merge", (_job, signal) => mergePartitions(system.analytics, signal));
  queue.every("events.merge", 15 * 60);

  await queue.work("audit.forget", (_job, signal) => forgetAudit(system, signal));
  queue.every("audit.forget", 6 * 60 * 60);
  await queue.work("segments.recount", (_job, signal) => recountSegments(system, contextOf, signal));
  queue.every("segments.recount", 60 * 60);

  await queue.work("http.forget-keys", () => forgetIdempotencyKeys(system.db, system.now()));
  queue.every("http.forget-keys", 60 * 60);
}
