import type { Context } from "../../server/platform/context.ts";
import { createAnnotation } from "../../server/understand/annotations/annotations.ts";
import type { DemoCompany } from "../generate/planted.ts";
import { demoAnnotations } from "../records/annotations.ts";

/** Annotations of a company whose touchpoints have these ids by their keys. */
export async function loadAnnotations(
  ctx: Context,
  { company, until }: { company: DemoCompany; until: Date },
  touchpoints: ReadonlyMap<string, string>,
): Promise<void> {
  const written = { ...ctx, actor: { ...ctx.actor, kind: "user" as const, name: "Demo Owner" } };
  for (const { touchpoint, happenedAt, endedAt, ...fields } of demoAnnotations(company, until))
    await createAnnotation(written, {
      ...fields,
      happenedAt: happenedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      touchpointId: (touchpoint && touchpoints.get(touchpoint)) ?? null,
      link: null,
    });
}
