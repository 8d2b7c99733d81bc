import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { api } from "../contracts/api.ts";
import { accessRoutes, unitRoutes } from "./access/access.ts";
import { importRoutes } from "./collect/imports/imports.ts";
import { feedbackRoutes, trackingRoutes } from "./collect/ingest/ingest.ts";
import { questionRoutes } from "./collect/questions/questions.ts";
import { packageRoot, version } from "./config.ts";
import { filePurposes } from "./file-purposes.ts";
import { accountRoutes } from "./know/accounts/accounts.ts";
import { activityRoutes } from "./know/activity/activity.ts";
import { contactRoutes } from "./know/contacts/contacts.ts";
import { personalDataRoutes } from "./know/personal-data/personal-data.ts";
import { privacyLinkRoutes } from "./know/privacy-links/privacy-links.ts";
import { segmentPeople, segmentRoutes } from "./know/segments/segments.ts";
import { storagePeriodRoutes } from "./know/storage-periods/storage-periods.ts";
import { moneyRoutes } from "./log/money/money.ts";
import type { RunningSystem } from "./open-system.ts";
import { backupRoutes } from "./operate/backup/backup.ts";
import { deliveryRoutes } from "./operate/deliveries/deliveries.ts";
import { systemRoutes } from "./operate/system/system.ts";
import { usesRoutes } from "./operate/uses/uses.ts";
import { fileRoutes } from "./platform/files/files.routes.ts";
import { documentApi } from "./platform/http/documentation.ts";
import { servePages } from "./platform/http/pages.ts";
import { createRoutes } from "./platform/http/routes.ts";
import { createHttpServer } from "./platform/http/server.ts";
import { mailRoutes } from "./platform/mail/mail.ts";
import { annotationRoutes } from "./understand/annotations/annotations.ts";
import { exploreRoutes } from "./understand/explore/explore.ts";
import { journeyRoutes } from "./understand/journeys/journeys.ts";
import { metricRoutes } from "./understand/metrics/metrics.ts";
import { overviewRoutes } from "./understand/overview/overview.ts";
import { mayPickPeople, peopleRoutes } from "./understand/people/people.ts";
import { personaRoutes } from "./understand/personas/personas.ts";
import { reportedFigureRoutes } from "./understand/reported-figures/reported-figures.ts";
import { savedQueryRoutes } from "./understand/saved-queries/saved-queries.ts";
import { touchpointRoutes } from "./understand/touchpoints/touchpoints.ts";

/** Every route of the program, in the order in which a customer's story runs through it. */
export async function createApp(running: RunningSystem): Promise<FastifyInstance> {
  const app = await createHttpServer({ log: running.log, trustProxy: running.config.trustProxy });
  running.telemetry.watchHttp(app);
  await documentApi(app, version);
  const routes = createRoutes(app, running, {
    contract: api,
    gate: running.access.gate,
    audit: running.access.audit,
    mayAsk: mayPickPeople,
  });

  systemRoutes(routes, {
    version,
    records: running.records,
    events: running.analytics,
    ingest: running.ingest,
    reactions: () => running.reactions.state(),
    telemetry: running.telemetry,
  });
  backupRoutes(routes, running);
  accessRoutes(routes, running.access);
  unitRoutes(routes, running.reactions.outbox, running.unitPaths);
  fileRoutes(routes, filePurposes);
  mailRoutes(routes, running.mail);

  await trackingRoutes(app, running.ingest, running.access);
  feedbackRoutes(routes, running.ingest);
  questionRoutes(routes, running.questions);
  importRoutes(routes, running.imports);
  activityRoutes(routes);
  moneyRoutes(routes);
  contactRoutes(routes, running.reactions.outbox, segmentPeople);
  personalDataRoutes(routes, running.personalData);
  storagePeriodRoutes(routes, running.expiring);
  privacyLinkRoutes(routes, {
    ...running.personalData,
    signer: running.privacyLinks,
    guard: running.access.linkGuard,
    contextOf: running.access.systemContext,
    publicUrl: () => running.publicUrl,
  });
  accountRoutes(routes);
  segmentRoutes(routes);
  personaRoutes(routes);

  touchpointRoutes(routes);
  annotationRoutes(routes);
  journeyRoutes(routes);
  metricRoutes(routes);
  reportedFigureRoutes(routes);
  peopleRoutes(routes);
  exploreRoutes(routes);
  savedQueryRoutes(routes);
  overviewRoutes(routes);
  usesRoutes(routes);
  deliveryRoutes(routes, running.reactions.outbox);

  routes.assertComplete();
  await servePages(app, join(packageRoot, "dist", "web"));
  return app;
}
