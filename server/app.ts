import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { api } from "../contracts/api.ts";
import { accountRoutes } from "./accounts/accounts.ts";
import { backupRoutes } from "./backup/backup.ts";
import { packageRoot, version } from "./config.ts";
import { contactRoutes } from "./contacts/contacts.ts";
import { eventRoutes } from "./events/events.routes.ts";
import { exploreRoutes } from "./explore/explore.ts";
import { identityRoutes } from "./identity/identity.ts";
import { importRoutes } from "./imports/imports.ts";
import { feedbackRoutes, trackingRoutes } from "./ingest/ingest.ts";
import { journeyRoutes, journeysWith } from "./journeys/journeys.ts";
import { metricRoutes } from "./metrics/metrics.ts";
import type { RunningSystem } from "./open-system.ts";
import { overviewRoutes, tilesShowing, tilesUsing } from "./overview/overview.ts";
import { mayPickPeople, peopleRoutes } from "./people/people.ts";
import { personaRoutes, personasOf } from "./personas/personas.ts";
import { documentApi } from "./platform/http/documentation.ts";
import { servePages } from "./platform/http/pages.ts";
import { createRoutes } from "./platform/http/routes.ts";
import { createHttpServer } from "./platform/http/server.ts";
import { savedQuestionRoutes, savedQuestionsUsing } from "./saved-questions/saved-questions.ts";
import { segmentPeople, segmentRoutes } from "./segments/segments.ts";
import { systemRoutes } from "./system/system.ts";
import { touchpointRoutes } from "./touchpoints/touchpoints.ts";

/** Every route of the program, in the order in which a customer's story runs through it. */
export async function createApp(running: RunningSystem): Promise<FastifyInstance> {
  const app = await createHttpServer({ log: running.log, trustProxy: running.config.trustProxy });
  await documentApi(app, version);
  const routes = createRoutes(app, running, running.identity.gate, mayPickPeople);

  systemRoutes(routes, { version, records: running.records, events: running.analytics });
  backupRoutes(routes, running);
  identityRoutes(routes, running.identity);

  await trackingRoutes(app, running.ingest, running.identity);
  feedbackRoutes(routes, running.ingest);
  importRoutes(routes, running.imports);
  eventRoutes(routes);
  contactRoutes(routes, running.follower, segmentPeople);
  accountRoutes(routes);
  segmentRoutes(routes, async (ctx, id, db) => [
    ...(await tilesUsing(ctx, id, db)),
    ...(await savedQuestionsUsing(ctx, id, db)),
    ...(await personasOf(ctx, id, db)),
  ]);
  personaRoutes(routes, journeysWith);

  touchpointRoutes(routes);
  journeyRoutes(routes);
  metricRoutes(routes);
  peopleRoutes(routes);
  exploreRoutes(routes);
  savedQuestionRoutes(routes, tilesShowing);
  overviewRoutes(routes);

  routes.assertComplete(api);
  await servePages(app, join(packageRoot, "dist", "web"));
  return app;
}
