import { accessApi } from "./access/access.ts";
import { auditApi } from "./access/audit.ts";
import { linksApi } from "./access/links.ts";
import { rolesApi } from "./access/roles.ts";
import { secondFactorApi } from "./access/second-factor.ts";
import { sessionsApi } from "./access/sessions.ts";
import { signInsApi } from "./access/sign-ins.ts";
import { unitsApi } from "./access/units.ts";
import { feedbackApi } from "./collect/feedback.ts";
import { importsApi } from "./collect/imports.ts";
import { questionsApi } from "./collect/questions.ts";
import { filesApi } from "./files.ts";
import { accountsApi } from "./know/accounts.ts";
import { contactsApi } from "./know/contacts.ts";
import { personalDataApi } from "./know/personal-data.ts";
import { privacyLinksApi } from "./know/privacy-links.ts";
import { segmentsApi } from "./know/segments.ts";
import { storagePeriodsApi } from "./know/storage-periods.ts";
import { eventsApi } from "./log/events.ts";
import { moneyApi } from "./log/money.ts";
import { mergeApis } from "./merge-apis.ts";
import { deliveriesApi } from "./operate/deliveries.ts";
import { mailApi } from "./operate/mail.ts";
import { systemApi } from "./operate/system.ts";
import { usesApi } from "./operate/uses.ts";
import { annotationsApi } from "./understand/annotations.ts";
import { conformanceApi } from "./understand/conformance.ts";
import { consistencyApi } from "./understand/consistency.ts";
import { discoveryApi } from "./understand/discovery.ts";
import { explainedApi } from "./understand/explained.ts";
import { exploreApi } from "./understand/explore-api.ts";
import { firstSentenceApi } from "./understand/first-sentence.ts";
import { journeysApi } from "./understand/journeys.ts";
import { metricsApi } from "./understand/metrics.ts";
import { overviewApi } from "./understand/overview.ts";
import { peopleApi } from "./understand/people.ts";
import { personasApi } from "./understand/personas.ts";
import { progressApi } from "./understand/progress.ts";
import { reportedFiguresApi } from "./understand/reported-figures.ts";
import { savedQueriesApi } from "./understand/saved-queries.ts";
import { togetherApi } from "./understand/together.ts";
import { touchpointNumbersApi } from "./understand/touchpoint-numbers.ts";
import { touchpointsApi } from "./understand/touchpoints.ts";

/**
 * Every endpoint of the system but the tracking routes, which follow the Segment specification's own shapes
 * (`server/collect/ingest/tracking.routes.ts`). The server refuses to start when one of these has no handler.
 */
export const api = mergeApis([
  systemApi,
  accessApi,
  sessionsApi,
  signInsApi,
  secondFactorApi,
  rolesApi,
  unitsApi,
  auditApi,
  filesApi,
  linksApi,
  mailApi,
  feedbackApi,
  eventsApi,
  moneyApi,
  questionsApi,
  importsApi,
  contactsApi,
  personalDataApi,
  storagePeriodsApi,
  privacyLinksApi,
  accountsApi,
  segmentsApi,
  personasApi,
  touchpointsApi,
  touchpointNumbersApi,
  annotationsApi,
  journeysApi,
  conformanceApi,
  discoveryApi,
  metricsApi,
  progressApi,
  exploreApi,
  peopleApi,
  consistencyApi,
  reportedFiguresApi,
  savedQueriesApi,
  togetherApi,
  overviewApi,
  firstSentenceApi,
  explainedApi,
  usesApi,
  deliveriesApi,
]);

export type Api = typeof api;
