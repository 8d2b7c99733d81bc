import { unitsApi } from "../../../contracts/access/units.ts";
import type { Context } from "../../platform/context.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import type { Outbox } from "../../platform/outbox/outbox.ts";
import { createUnit, removeUnit, updateUnit } from "./edit-unit.ts";
import { importUnits } from "./import-units.ts";
import { placesOf } from "./publish-places.ts";
import { getUnit, listUnits } from "./read-units.ts";
import type { UnitPaths } from "./unit-paths.ts";

/** A change of the tree is answered when it counts in every query, or after so long; it will count. */
const PATIENCE_MILLISECONDS = 10_000;

export function unitRoutes(routes: Routes, outbox: Pick<Outbox, "delivered">, paths: UnitPaths): void {
  const counted = async <T>(ctx: Context, change: Promise<T>): Promise<T> => {
    const answer = await change;
    paths.forget(ctx.workspace.id);
    await outbox.delivered(placesOf(ctx.workspace.id), PATIENCE_MILLISECONDS);
    return answer;
  };

  routes.route(unitsApi.listUnits, async (ctx) => ({ items: await listUnits(ctx) }));

  routes.route(unitsApi.getUnit, (ctx, { params }) => getUnit(ctx, params.id));

  routes.route(unitsApi.createUnit, async (ctx, { body }) => getUnit(ctx, await counted(ctx, createUnit(ctx, body))));

  routes.route(unitsApi.updateUnit, async (ctx, { params, body, request }) => {
    await counted(ctx, updateUnit(ctx, params.id, body, revisionSeen(request)));
    return getUnit(ctx, params.id);
  });

  routes.route(unitsApi.deleteUnit, (ctx, { params }) => counted(ctx, removeUnit(ctx, params.id)));

  routes.route(unitsApi.importUnits, (ctx, { body: { units, dryRun } }) =>
    dryRun ? importUnits(ctx, units, true) : counted(ctx, importUnits(ctx, units, false)),
  );
}
