import { and, asc, eq, inArray } from "drizzle-orm";
import type { Condition } from "../../contracts/conditions.ts";
import type { Touchpoint } from "../../contracts/touchpoints.ts";
import type { Context } from "../platform/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { isId } from "./touchpoint-uses.ts";
import { touchpoints, touchpointUses } from "./touchpoints.tables.ts";

/** Touchpoints of the workspace by name; of `ids`, those that are there. */
export async function getTouchpoints(ctx: Context, ids?: readonly string[], db = ctx.db): Promise<Touchpoint[]> {
  const wanted = ids?.filter(isId);
  const workspace = ctx.workspace.id;
  const rows = await db
    .select()
    .from(touchpoints)
    .where(and(eq(touchpoints.workspace, workspace), wanted ? inArray(touchpoints.id, wanted) : undefined))
    .orderBy(asc(touchpoints.nameKey));
  const uses = await db
    .select()
    .from(touchpointUses)
    .where(
      and(eq(touchpointUses.workspace, workspace), wanted ? inArray(touchpointUses.touchpoint, wanted) : undefined),
    )
    .orderBy(asc(touchpointUses.journeyName), asc(touchpointUses.journey));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    channels: row.channels,
    rule: row.rule,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    journeys: uses
      .filter((use) => use.touchpoint === row.id)
      .map((use) => ({ id: use.journey, name: use.journeyName })),
  }));
}

/** @throws 404 */
export async function getTouchpoint(ctx: Context, id: string): Promise<Touchpoint> {
  const [found] = await getTouchpoints(ctx, [id]);
  if (!found) throw notFound();
  return found;
}

/** What every touchpoint is called and which events it takes: all that a question about them needs. */
export async function touchpointRules(ctx: Context): Promise<{ id: string; name: string; rule: Condition }[]> {
  return ctx.db
    .select({ id: touchpoints.id, name: touchpoints.name, rule: touchpoints.rule })
    .from(touchpoints)
    .where(eq(touchpoints.workspace, ctx.workspace.id))
    .orderBy(asc(touchpoints.nameKey));
}
