import { api } from "../../../contracts/api.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { createPersona, deletePersona, updatePersona } from "./edit-persona.ts";
import { listSegmentQuotes } from "./find-sentences.ts";
import { getPersona, listPersonas } from "./read-personas.ts";

export function personaRoutes(routes: Routes): void {
  routes.route(api.listPersonas, async (ctx) => ({ items: await listPersonas(ctx) }));

  routes.route(api.getPersona, (ctx, { params }) => getPersona(ctx, params.id));

  routes.route(api.createPersona, async (ctx, { body }) => getPersona(ctx, await createPersona(ctx, body)));

  routes.route(api.updatePersona, async (ctx, { params, body, request }) => {
    await updatePersona(ctx, params.id, body, revisionSeen(request));
    return getPersona(ctx, params.id);
  });

  routes.route(api.deletePersona, (ctx, { params }) => deletePersona(ctx, params.id));

  routes.route(api.listSegmentQuotes, (ctx, { params, query, signal }) =>
    listSegmentQuotes(ctx, params.id, query, signal),
  );
}
