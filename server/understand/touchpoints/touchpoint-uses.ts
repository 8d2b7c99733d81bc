import { and, countDistinct, eq } from "drizzle-orm";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { badRequest } from "../../platform/http/problem.ts";
import { records } from "./read-touchpoints.ts";
import { touchpointUses } from "./touchpoints.tables.ts";

/**
 * Notes which touchpoints a journey uses, in the transaction that saves the journey. They are locked until it ends, so
 * none is deleted meanwhile.
 * @throws 400 naming a touchpoint that is not there
 */
export async function replaceUses(
  ctx: Context,
  db: Database,
  journey: { id: string; name: string },
  touchpointIds: readonly string[],
): Promise<void> {
  await removeUses(ctx, db, journey.id);
  const wanted = [...new Set(touchpointIds)];
  if (wanted.length === 0) return;
  const workspace = ctx.workspace.id;
  const known = await records.hold(ctx, db, wanted);
  const missing = wanted.find((id) => !known.has(id));
  if (missing !== undefined)
    throw badRequest("unknown_touchpoint", `A step uses the touchpoint "${missing}", and there is none under this id.`);
  const uses = wanted.map((touchpoint) => ({
    workspace,
    touchpoint,
    journey: journey.id,
    journeyName: journey.name,
  }));
  await db.insert(touchpointUses).values(uses);
}

/** How many journeys use any touchpoint at all. */
export async function countBoundJourneys(ctx: Context, db: Database): Promise<number> {
  const [row] = await db
    .select({ journeys: countDistinct(touchpointUses.journey) })
    .from(touchpointUses)
    .where(eq(touchpointUses.workspace, ctx.workspace.id));
  return row?.journeys ?? 0;
}

export async function removeUses(ctx: Context, db: Database, journeyId: string): Promise<void> {
  await db
    .delete(touchpointUses)
    .where(and(eq(touchpointUses.workspace, ctx.workspace.id), eq(touchpointUses.journey, journeyId)));
}
