import type { Job } from "../queue/job.ts";
import type { Mail } from "./create-mail.ts";

/** The name of the job that sends what waits. */
export const SEND_MAIL = "mail.send";

export function mailJobs(mail: Mail): Job[] {
  return [
    { name: SEND_MAIL, every: 60, run: (_job, signal) => mail.drain(signal) },
    { name: "mail.tidy", every: 6 * 60 * 60, run: (_job, signal) => mail.tidy(signal) },
  ];
}
