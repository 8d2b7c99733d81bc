export type { ResolveTxt } from "./check-domain.ts";
export { createMail, type Mail } from "./create-mail.ts";
export { type NewMail, SYSTEM_MAIL } from "./enqueue.ts";
export { createMailFolder, type MailFolder } from "./folder-transport.ts";
export { writeLetter } from "./letter.ts";
export { mailPersonal } from "./mail.personal.ts";
export { mailRoutes } from "./mail.routes.ts";
export { mailJobs, SEND_MAIL } from "./mail-jobs.ts";
export { checkMailServer } from "./smtp-transport.ts";
