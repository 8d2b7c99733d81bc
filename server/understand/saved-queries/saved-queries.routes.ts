import { Readable } from "node:stream";
import { api } from "../../../contracts/api.ts";
import { problemFor } from "../../platform/http/errors.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { answerSavedQuery } from "./answer-saved-query.ts";
import { answerTogether } from "./answer-together.ts";
import { createSavedQuery, deleteSavedQuery, updateSavedQuery } from "./edit-saved-query.ts";
import { getSavedQuery, listSavedQueries } from "./read-saved-queries.ts";

export function savedQueryRoutes(routes: Routes): void {
  routes.route(api.listSavedQueries, async (ctx) => ({ items: await listSavedQueries(ctx) }));

  routes.route(api.getSavedQuery, (ctx, { params }) => getSavedQuery(ctx, params.id));

  routes.route(api.answerSavedQuery, (ctx, { params, body, signal }) => answerSavedQuery(ctx, params.id, body, signal));

  routes.route(api.answerQueries, (ctx, { body, request, reply, signal }) => {
    reply.type("application/x-ndjson");
    const problemOf = (error: unknown) => problemFor(request, error);
    return Readable.from(answerTogether(ctx, body.queries, { signal, problemOf }));
  });

  routes.route(api.createSavedQuery, async (ctx, { body }) => getSavedQuery(ctx, await createSavedQuery(ctx, body)));

  routes.route(api.updateSavedQuery, async (ctx, { params, body, request }) => {
    await updateSavedQuery(ctx, params.id, body, revisionSeen(request));
    return getSavedQuery(ctx, params.id);
  });

  routes.route(api.deleteSavedQuery, (ctx, { params }) => deleteSavedQuery(ctx, params.id));
}
