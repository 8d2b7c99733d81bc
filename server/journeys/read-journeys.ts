import { and, desc, eq } from "drizzle-orm";
import type { Journey, JourneySummary } from "../../contracts/journeys.ts";
import type { Context } from "../platform/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { isId } from "../touchpoints/touchpoints.ts";
import { touchpointsOf } from "./edit-journey.ts";
import { journeys } from "./journeys.tables.ts";

/** The journeys of the workspace, last changed first. */
export async function listJourneys(ctx: Context): Promise<JourneySummary[]> {
  const rows = await ctx.db
    .select()
    .from(journeys)
    .where(eq(journeys.workspace, ctx.workspace.id))
    .orderBy(desc(journeys.updatedAt), desc(journeys.id));
  return rows.map(({ id, document, updatedAt }) => ({
    id,
    name: document.name,
    description: document.description,
    phases: document.phases.length,
    steps: document.phases.flatMap((phase) => phase.steps).length,
    boundSteps: touchpointsOf(document).length,
    updatedAt: updatedAt.toISOString(),
  }));
}

/** @throws 404 */
export async function getJourney(ctx: Context, id: string): Promise<Journey> {
  const [row] = isId(id)
    ? await ctx.db
        .select()
        .from(journeys)
        .where(and(eq(journeys.workspace, ctx.workspace.id), eq(journeys.id, id)))
    : [];
  if (!row) throw notFound();
  return {
    id: row.id,
    revision: row.revision,
    document: row.document,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}
