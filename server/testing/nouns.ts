import { auditExamples } from "../access/audit/audit.examples.ts";
import { keyExamples } from "../access/keys/keys.examples.ts";
import { linkExamples } from "../access/links/links.examples.ts";
import { roleExamples } from "../access/roles/roles.examples.ts";
import { secondFactorExamples } from "../access/second-factor/second-factor.examples.ts";
import { unitExamples } from "../access/units/units.examples.ts";
import { userExamples } from "../access/users/users.examples.ts";
import { workspaceExamples } from "../access/workspaces/workspaces.examples.ts";
import { importExamples } from "../collect/imports/imports.examples.ts";
import { questionExamples } from "../collect/questions/questions.examples.ts";
import { accountExamples } from "../know/accounts/accounts.examples.ts";
import { activityExamples } from "../know/activity/activity.examples.ts";
import { contactExamples } from "../know/contacts/contacts.examples.ts";
import { personalDataExamples } from "../know/personal-data/personal-data.examples.ts";
import { privacyLinkExamples } from "../know/privacy-links/privacy-links.examples.ts";
import { segmentExamples } from "../know/segments/segments.examples.ts";
import { moneyExamples } from "../log/money/money.examples.ts";
import { backupExamples } from "../operate/backup/backup.examples.ts";
import { deliveryExamples } from "../operate/deliveries/deliveries.examples.ts";
import { systemExamples } from "../operate/system/system.examples.ts";
import { useExamples } from "../operate/uses/uses.examples.ts";
import { fileExamples } from "../platform/files/files.examples.ts";
import { mailExamples } from "../platform/mail/mail.examples.ts";
import { annotationExamples } from "../understand/annotations/annotations.examples.ts";
import { exploreExamples } from "../understand/explore/explore.examples.ts";
import { journeyExamples } from "../understand/journeys/journeys.examples.ts";
import { metricExamples } from "../understand/metrics/metrics.examples.ts";
import { overviewExamples } from "../understand/overview/overview.examples.ts";
import { peopleExamples } from "../understand/people/people.examples.ts";
import { personaExamples } from "../understand/personas/personas.examples.ts";
import { reportedFigureExamples } from "../understand/reported-figures/reported-figures.examples.ts";
import { savedQueryExamples } from "../understand/saved-queries/saved-queries.examples.ts";
import { touchpointExamples } from "../understand/touchpoints/touchpoints.examples.ts";
import type { TestApp } from "./app.ts";
import { type AuditedExamples, callsOf, type NounExamples } from "./examples.ts";

/** What the guards need of every noun; the things of each may use those of the nouns before it. */
export const nouns: readonly NounExamples[] = [
  ...[fileExamples, mailExamples],
  ...[
    userExamples,
    secondFactorExamples,
    workspaceExamples,
    unitExamples,
    roleExamples,
    keyExamples,
    auditExamples,
    linkExamples,
  ],
  ...[contactExamples, accountExamples, segmentExamples, activityExamples, personalDataExamples, privacyLinkExamples],
  ...[moneyExamples, questionExamples, importExamples],
  ...[
    touchpointExamples,
    annotationExamples,
    metricExamples,
    reportedFigureExamples,
    exploreExamples,
    journeyExamples,
    personaExamples,
  ],
  ...[peopleExamples, savedQueryExamples, overviewExamples],
  ...[backupExamples, systemExamples, useExamples, deliveryExamples],
];

/** One thing of every noun in the owner's workspace: their ids by what paths of the API call them. */
export async function thingsOf(t: TestApp): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { things } of nouns) Object.assign(ids, await things?.({ t, ids, call: callsOf(t.owner) }));
  return ids;
}

/** A call of every endpoint that leaves a row in the audit log. */
export async function auditedCalls(t: TestApp): Promise<AuditedExamples> {
  const ids = await thingsOf(t);
  const all: AuditedExamples = {};
  for (const { audited } of nouns) Object.assign(all, audited?.({ t, ids, call: callsOf(t.owner) }));
  return all;
}
