import { and, count, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { JourneyDocument, LaneKind } from "../../../../contracts/understand/journeys.ts";
import { changedFields } from "../../../platform/audit.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { isId } from "../../../platform/db/record-id.ts";
import { forgetUses, replaceUses, type Use } from "../../../platform/db/uses.ts";
import { notFound, problem, stale } from "../../../platform/http/problem.ts";
import { personaRecords } from "../../personas/personas.ts";
import { touchpointRecords } from "../../touchpoints/touchpoints.ts";
import { journeys } from "../journeys.tables.ts";

export const MAX_JOURNEYS = 200;

const FIRST_LANES: readonly LaneKind[] = [
  "volume",
  "emotion",
  "quotes",
  "satisfaction",
  "expectation",
  "effort",
  "nps",
  "channel",
  "pain",
  "opportunity",
  "owner",
  "backstage",
];

/** The lanes a new journey has when none were chosen. Their names are left to the page, which knows the reader's language. */
export const firstLanes = FIRST_LANES.map((kind) => ({ id: kind, kind, name: "" }));

/** @throws 400 for a touchpoint or persona that is not there, 409 when there are too many journeys */
export async function createJourney(ctx: Context, document: JourneyDocument, db = ctx.db): Promise<string> {
  const workspace = ctx.workspace.id;
  const [existing] = await db.select({ all: count() }).from(journeys).where(eq(journeys.workspace, workspace));
  if ((existing?.all ?? 0) >= MAX_JOURNEYS)
    throw problem("too_many_records", { kind: "journey", nouns: "journeys", most: MAX_JOURNEYS });
  const id = uuidv7();
  const now = ctx.now();
  await db.transaction(async (tx) => {
    await noteUses(ctx, tx, id, document);
    await tx
      .insert(journeys)
      .values({ workspace, id, document, revision: 1, createdAt: now, updatedAt: now, updatedBy: ctx.actor.name });
    await noteChange(ctx, tx, id, {}, document);
  });
  return id;
}

/** @throws 412 when it has changed since `seen`, 400 for a touchpoint or persona that is not there */
export async function updateJourney(
  ctx: Context,
  id: string,
  document: JourneyDocument,
  seen: number | undefined,
): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx.select().from(journeys).where(own(ctx, id)).for("update");
    if (!row) throw notFound();
    if (seen !== undefined && seen !== row.revision) throw stale();
    await noteUses(ctx, tx, id, document);
    await tx
      .update(journeys)
      .set({ document, revision: row.revision + 1, updatedAt: ctx.now(), updatedBy: ctx.actor.name })
      .where(own(ctx, id));
    await noteChange(ctx, tx, id, row.document, document);
  });
}

export async function deleteJourney(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (tx) => {
    await forgetUses(ctx, tx, { kind: "journey", id });
    const [gone] = await tx.delete(journeys).where(own(ctx, id)).returning();
    if (!gone) throw notFound();
    await ctx.trail.note(tx, { kind: "journey", id, name: gone.document.name });
  });
}

/** Ids of the touchpoints of the steps, in the order of the map. */
export function touchpointsOf(document: JourneyDocument): string[] {
  return document.phases.flatMap((phase) => phase.steps).flatMap((step) => step.touchpointId ?? []);
}

async function noteUses(ctx: Context, db: Database, id: string, document: JourneyDocument): Promise<void> {
  await replaceUses(ctx, db, { kind: "journey", id }, [{ id, name: document.name, uses: usesOf(document) }]);
}

/** Which parts of the map changed; what is typed into them may be anything, so only their names are kept. */
function noteChange(ctx: Context, db: Database, id: string, before: object, document: JourneyDocument): Promise<void> {
  const fields = changedFields(before, document, ["name", "windowDays"]);
  return ctx.trail.note(db, { kind: "journey", id, name: document.name, fields });
}

function usesOf({ phases, personas }: JourneyDocument): Use[] {
  const steps = phases.flatMap((phase, index) =>
    phase.steps.map((step, place) => ({ ...step, path: `phases.${index}.steps.${place}.touchpointId` })),
  );
  return [
    ...steps.flatMap(({ touchpointId, path }) =>
      touchpointId === null ? [] : [{ of: touchpointRecords, id: touchpointId, path }],
    ),
    ...personas.map((id, index) => ({ of: personaRecords, id, path: `personas.${index}` })),
  ];
}

function own(ctx: Context, id: string) {
  return and(eq(journeys.workspace, ctx.workspace.id), eq(journeys.id, id));
}
