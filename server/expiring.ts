import { auditExpiring } from "./access/access.ts";
import { importsExpiring, type Uploads } from "./collect/imports/imports.ts";
import { testEventsExpiring } from "./know/activity/activity.ts";
import { contactsExpiring, eventsExpiring } from "./know/personal-data/personal-data.ts";
import { type MailFolder, mailExpiring } from "./platform/mail/mail.ts";
import { deliveriesExpiring } from "./platform/outbox/outbox.ts";
import type { Expiring } from "./platform/personal-data/expiring.ts";

/** Everything that a workspace may keep for a limited time. */
export function expiringOf({ uploads, folder }: { uploads: Uploads; folder: MailFolder }): Expiring[] {
  return [
    ...eventsExpiring,
    contactsExpiring,
    importsExpiring(uploads),
    mailExpiring(folder),
    deliveriesExpiring,
    testEventsExpiring,
    auditExpiring,
  ];
}
