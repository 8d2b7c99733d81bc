import { isDeepStrictEqual } from "node:util";
import type { JourneyDocument, JourneyFile } from "../../../../contracts/understand/journeys.ts";
import type { FilePersona, Persona } from "../../../../contracts/understand/personas.ts";
import type { Touchpoint } from "../../../../contracts/understand/touchpoints.ts";
import type { Permission } from "../../../../contracts/words/permissions.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { usesBetween } from "../../../platform/db/uses.ts";
import { problem } from "../../../platform/http/problem.ts";
import { listPersonas, takePersonas } from "../../personas/personas.ts";
import { createTouchpoint, getTouchpoints, touchpointKey } from "../../touchpoints/touchpoints.ts";
import { createJourney, touchpointsOf } from "./edit-journey.ts";
import { getJourney } from "./read-journeys.ts";

/** Touchpoints that came with a file, and maps beside it that may show them from now on as not on them. */
interface Created {
  touchpoints: number;
  otherMaps: number;
}

type FileTouchpoint = JourneyFile["touchpoints"][number];

/** A journey with its touchpoints and personas, in the order in which it uses them. */
export async function exportJourney(ctx: Context, id: string): Promise<JourneyFile> {
  const { document } = await getJourney(ctx, id);
  if (document.personas.length > 0) mustHold(ctx, "personas:read");
  const used = [...new Set(touchpointsOf(document))];
  if (used.length > 0) mustHold(ctx, "touchpoints:read");
  const found = new Map((await getTouchpoints(ctx, used)).map((each) => [each.id, each]));
  const faces = new Map((await listPersonas(ctx, document.personas)).map((each) => [each.id, each]));
  return {
    journey: document,
    touchpoints: used.flatMap((touchpointId) => {
      const touchpoint = found.get(touchpointId);
      return touchpoint ? [{ id: touchpoint.id, ...contentOf(touchpoint) }] : [];
    }),
    personas: document.personas.flatMap((personaId) => faces.get(personaId) ?? []).map(toFile),
  };
}

/**
 * Creates the journey of a file with the touchpoints and personas that are not here; all of it or nothing.
 * @throws 403 for who may not make those, 400 when it uses a touchpoint or persona that the file does not describe
 */
export async function importJourney(ctx: Context, file: JourneyFile): Promise<{ id: string; created: Created }> {
  const described = new Map(file.touchpoints.map((each) => [each.id, each]));
  const used = [...new Set(touchpointsOf(file.journey))];
  return ctx.db.transaction(async (db) => {
    const here = new Map((await getTouchpoints(ctx, undefined, db)).map((each) => [touchpointKey(each.name), each]));
    const before = new Set([...here.values()].map((each) => each.id));
    const ids = new Map<string, string>();
    for (const fileId of used) {
      const touchpoint = described.get(fileId);
      if (!touchpoint) throw problem("file_lacks_touchpoint", { id: fileId });
      ids.set(fileId, await reuseOrCreate(ctx, db, touchpoint, here));
    }
    const faces = await takePersonas(ctx, db, usedPersonas(file));
    const personas = [...new Set(file.journey.personas.map((each) => faces.get(each) ?? each))];
    const touchpoints = new Set([...ids.values()].filter((id) => !before.has(id))).size;
    const otherMaps = touchpoints === 0 ? 0 : await countBoundJourneys(ctx, db);
    const id = await createJourney(ctx, { ...rebind(file.journey, ids), personas }, db);
    return { id, created: { touchpoints, otherMaps } };
  });
}

/** What a file brings or takes along takes the permission that it would take by itself. @throws 403 */
function mustHold(ctx: Context, permission: Permission): void {
  if (!ctx.can(permission)) throw problem("permission_needed", { permission });
}

/** How many journeys use any touchpoint at all. */
async function countBoundJourneys(ctx: Context, db: Database): Promise<number> {
  return new Set((await usesBetween(ctx, { kind: "touchpoint", by: "journey" }, db)).map(({ id }) => id)).size;
}

function usedPersonas({ journey, personas }: JourneyFile): FilePersona[] {
  const described = new Map(personas.map((each) => [each.id, each]));
  return journey.personas.map((fileId) => {
    const persona = described.get(fileId);
    if (persona) return persona;
    throw problem("file_lacks_persona", { id: fileId });
  });
}

function toFile({ id, name, description, portrait, goals, needs, frustrations, channels, kpis, quotes }: Persona) {
  const said = quotes.map(({ text }) => text);
  return { id, name, description, portrait, goals, needs, frustrations, channels, kpis, quotes: said };
}

async function reuseOrCreate(ctx: Context, db: Database, wanted: FileTouchpoint, here: Map<string, Touchpoint>) {
  const content = contentOf(wanted);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? content.name : `${content.name.slice(0, 112)} (${number})`;
    const existing = here.get(touchpointKey(name));
    if (existing && isDeepStrictEqual(existing.rule, content.rule)) return existing.id;
    if (existing) continue;
    mustHold(ctx, "touchpoints:edit");
    const id = await createTouchpoint(ctx, { ...content, name }, db);
    const [created] = await getTouchpoints(ctx, [id], db);
    if (created) here.set(touchpointKey(name), created);
    return id;
  }
}

function contentOf({ name, description, channels, rule }: FileTouchpoint | Touchpoint) {
  return { name, description, channels, rule };
}

function rebind(document: JourneyDocument, ids: ReadonlyMap<string, string>): JourneyDocument {
  return {
    ...document,
    phases: document.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) => ({
        ...step,
        touchpointId: step.touchpointId === null ? null : (ids.get(step.touchpointId) ?? null),
      })),
    })),
  };
}
