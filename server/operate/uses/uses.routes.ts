import type { z } from "zod";
import { type usedKind, usesApi } from "../../../contracts/operate/uses.ts";
import type { Kind } from "../../../contracts/words/kinds.ts";
import type { Permission } from "../../../contracts/words/permissions.ts";
import { getUnit, roleRecords } from "../../access/access.ts";
import { questionRecords } from "../../collect/questions/questions.ts";
import { segmentRecords } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import { listUsers } from "../../platform/db/uses.ts";
import { problem } from "../../platform/http/problem.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { personaRecords } from "../../understand/personas/personas.ts";
import { savedQueryRecords } from "../../understand/saved-queries/saved-queries.ts";
import { touchpointRecords } from "../../understand/touchpoints/touchpoints.ts";

const MOST = 200;

const readWith: Partial<Record<Kind, Permission>> = {
  segment: "segments:read",
  persona: "personas:read",
  touchpoint: "touchpoints:read",
  saved_query: "metrics:read",
  annotation: "annotations:read",
  question: "questions:read",
  reported_figure: "metrics:read",
  journey: "journeys:read",
  tile: "overview:read",
  unit: "units:read",
  role: "members:read",
  user: "members:read",
  key: "keys:read",
};

const used: Record<z.infer<typeof usedKind>, { get(ctx: Context, id: string): Promise<unknown> }> = {
  segment: segmentRecords,
  persona: personaRecords,
  touchpoint: touchpointRecords,
  saved_query: savedQueryRecords,
  question: questionRecords,
  unit: { get: getUnit },
  role: roleRecords,
};

export function usesRoutes(routes: Routes): void {
  routes.route(usesApi.listUses, async (ctx, { params: { kind, id } }) => {
    const permission = readWith[kind];
    if (permission && !ctx.can(permission)) throw problem("permission_needed", { permission });
    await used[kind].get(ctx, id);
    const { items, total } = await listUsers(ctx, { kind, id }, MOST);
    return { items: items.filter((user) => mayRead(ctx, user.kind)), total };
  });
}

function mayRead(ctx: Context, kind: Kind): boolean {
  const permission = readWith[kind];
  return permission !== undefined && ctx.can(permission);
}
