import { accountsApi } from "./accounts.ts";
import { conformanceApi } from "./conformance.ts";
import { consistencyApi } from "./consistency.ts";
import { contactsApi } from "./contacts.ts";
import { discoveryApi } from "./discovery.ts";
import { eventsApi } from "./events.ts";
import { exploreApi } from "./explore-api.ts";
import { feedbackApi } from "./feedback.ts";
import { identityApi } from "./identity.ts";
import { importsApi } from "./imports.ts";
import { journeysApi } from "./journeys.ts";
import { metricsApi } from "./metrics.ts";
import { overviewApi } from "./overview.ts";
import { peopleApi } from "./people.ts";
import { personasApi } from "./personas.ts";
import { progressApi } from "./progress.ts";
import { savedQuestionsApi } from "./saved-questions.ts";
import { segmentsApi } from "./segments.ts";
import { systemApi } from "./system.ts";
import { touchpointsApi } from "./touchpoints.ts";

/**
 * Every endpoint of the system but the tracking routes, which follow the Segment specification's own shapes
 * (`server/ingest/tracking.routes.ts`). The server refuses to start when one of these has no handler.
 */
export const api = {
  ...systemApi,
  ...identityApi,
  ...feedbackApi,
  ...eventsApi,
  ...importsApi,
  ...contactsApi,
  ...accountsApi,
  ...segmentsApi,
  ...personasApi,
  ...touchpointsApi,
  ...journeysApi,
  ...conformanceApi,
  ...discoveryApi,
  ...metricsApi,
  ...progressApi,
  ...exploreApi,
  ...peopleApi,
  ...consistencyApi,
  ...savedQuestionsApi,
  ...overviewApi,
};

export type Api = typeof api;
