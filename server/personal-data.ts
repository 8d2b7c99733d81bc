import { auditPersonal } from "./access/access.ts";
import type { Uploads } from "./collect/imports/imports.ts";
import { importsPersonal } from "./collect/imports/imports.ts";
import { contactsPersonal } from "./know/contacts/contacts.ts";
import { privacyLinksPersonal } from "./know/privacy-links/privacy-links.ts";
import { segmentsPersonal } from "./know/segments/segments.ts";
import type { System } from "./platform/context.ts";
import { type MailFolder, mailPersonal } from "./platform/mail/mail.ts";
import type { PersonalData } from "./platform/personal-data/personal-data.ts";
import { platformData } from "./platform/personal-data/platform-data.ts";
import { annotationsPersonal } from "./understand/annotations/annotations.ts";
import { journeysPersonal } from "./understand/journeys/journeys.ts";
import { overviewPersonal } from "./understand/overview/overview.ts";
import { personasPersonal } from "./understand/personas/personas.ts";
import { savedQueriesPersonal } from "./understand/saved-queries/saved-queries.ts";
import { touchpointsPersonal } from "./understand/touchpoints/touchpoints.ts";

interface Holding {
  system: Pick<System, "db">;
  uploads: Uploads;
  folder: MailFolder;
}

/** Everything in the records and the files that may be about a customer. What is in the event store is removed by its keys. */
export function personalDataOf({ system, uploads, folder }: Holding): PersonalData[] {
  return [
    ...contactsPersonal,
    ...privacyLinksPersonal,
    ...segmentsPersonal,
    personasPersonal,
    journeysPersonal,
    touchpointsPersonal,
    annotationsPersonal,
    savedQueriesPersonal,
    overviewPersonal,
    importsPersonal(system, uploads),
    ...mailPersonal(system, folder),
    ...platformData,
    ...auditPersonal,
  ];
}

/** Tables that name no customer, each with the reason; every other table is declared above. */
export const namesNobody: Readonly<Record<string, string>> = {
  demos: "says which companies of the demo are loaded",
  audit_log: "says who of the staff did what; whom it is about stands in audit_subjects",
  keys: "keys of programs",
  roles: "what members may do",
  units: "parts of the organisation",
  questions: "what customers are asked",
  currency_rates: "what currencies are worth",
  reported_figures: "numbers that other tools gave",
  access_links: "links of the staff",
  users: "the staff, who are removed under members",
  sessions: "the staff",
  second_factors: "the staff",
  recovery_codes: "the staff",
  sign_ins: "the staff; goes with the account",
  credentials: "the staff",
  verifications: "the staff",
  workspaces: "workspaces",
  memberships: "the staff",
  invitations: "the staff",
  mail_senders: "who the workspace writes as",
  followers: "how far the log was read",
  store_marks: "numbers of files, and the name of a backup",
  stitching: "a number",
  segment_counts: "numbers",
  segment_counting: "a number",
  annotation_causes: "what the program noticed in numbers",
  program_life: "when the program was there",
  metric_versions: "versions of metrics",
  erasures: "receipts hold numbers; what it takes to go on is gone when one is done",
  erasure_people: "holds ids until the request is carried out or cancelled",
  restrictions: "is emptied of whoever is erased",
  storage_periods: "settings",
  erased_version: "a number",
  tombstones: "marks that name nobody without the secret",
};

/** Tables of the event store that hold no customer. */
export const holdsNobody: readonly string[] = ["unit_places"];
