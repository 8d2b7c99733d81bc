import { api } from "../../../contracts/api.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { discoverJourney } from "./discover/discover-journey.ts";
import { createJourney, deleteJourney, firstLanes, updateJourney } from "./document/edit-journey.ts";
import { exportJourney, importJourney } from "./document/journey-file.ts";
import { journeyTemplates } from "./document/journey-templates.ts";
import { getJourney, listJourneys } from "./document/read-journeys.ts";
import { checkConformance } from "./map/check-conformance.ts";
import { journeyNumbers } from "./map/journey-numbers.ts";
import { listStepPeople } from "./map/step-people.ts";
import { listTouchpointPeople, touchpointNumbers } from "./map/touchpoint-numbers.ts";

export function journeyRoutes(routes: Routes): void {
  routes.route(api.listJourneys, async (ctx) => ({ items: await listJourneys(ctx) }));
  routes.route(api.listJourneyTemplates, () => ({ items: journeyTemplates }));
  routes.route(api.getJourney, (ctx, { params }) => getJourney(ctx, params.id));

  routes.route(api.createJourney, async (ctx, { body }) => {
    const document = body.lanes.length > 0 ? body : { ...body, lanes: firstLanes };
    return getJourney(ctx, await createJourney(ctx, document));
  });
  routes.route(api.updateJourney, async (ctx, { params, body, request }) => {
    await updateJourney(ctx, params.id, body, revisionSeen(request));
    return getJourney(ctx, params.id);
  });
  routes.route(api.deleteJourney, (ctx, { params }) => deleteJourney(ctx, params.id));

  routes.route(api.exportJourney, (ctx, { params }) => exportJourney(ctx, params.id));
  routes.route(api.importJourney, async (ctx, { body }) => {
    const { id, created } = await importJourney(ctx, body);
    return { ...(await getJourney(ctx, id)), created };
  });

  routes.route(api.discoverJourney, (ctx, { body, signal }) => discoverJourney(ctx, body, signal));
  routes.route(api.getJourneyNumbers, (ctx, { params, body, signal }) => journeyNumbers(ctx, params.id, body, signal));
  routes.route(api.checkConformance, (ctx, { params, body, signal }) => checkConformance(ctx, params.id, body, signal));
  routes.route(api.listStepPeople, (ctx, { params, body, signal }) => listStepPeople(ctx, params, body, signal));

  routes.route(api.getTouchpointNumbers, (ctx, { params, body, signal }) =>
    touchpointNumbers(ctx, params.id, body, signal),
  );
  routes.route(api.listTouchpointPeople, (ctx, { params, body, signal }) =>
    listTouchpointPeople(ctx, params.id, body, signal),
  );
}
