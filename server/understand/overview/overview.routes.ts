import { api } from "../../../contracts/api.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { getOverview, saveTiles } from "./save-tiles.ts";
import { firstSentence } from "./sentence/first-sentence.ts";

export function overviewRoutes(routes: Routes): void {
  routes.route(api.getOverview, (ctx) => getOverview(ctx));
  routes.route(api.updateOverview, (ctx, { body, request }) => saveTiles(ctx, body.tiles, revisionSeen(request)));
  routes.route(api.getFirstSentence, (ctx, { body, signal }) => firstSentence(ctx, body, signal));
}
