import { asc, eq } from "drizzle-orm";
import type { Condition } from "../../../contracts/log/conditions.ts";
import type { Touchpoint, TouchpointFields } from "../../../contracts/understand/touchpoints.ts";
import type { Context } from "../../platform/context.ts";
import { namedRecords, namedView } from "../../platform/db/named-records.ts";
import { isId } from "../../platform/db/record-id.ts";
import { usesBetween } from "../../platform/db/uses.ts";
import { notFound } from "../../platform/http/problem.ts";
import { touchpointKey } from "./touchpoint-name.ts";
import { touchpoints } from "./touchpoints.tables.ts";

export const records = namedRecords<typeof touchpoints, TouchpointFields>(touchpoints, {
  kind: "touchpoint",
  nouns: "touchpoints",
  most: 500,
  kept: ["channels"],
  keyOf: touchpointKey,
  differ: "case, blanks and punctuation",
});

/** Touchpoints of the workspace by name; of `ids`, those that are there. */
export async function getTouchpoints(ctx: Context, ids?: readonly string[], db = ctx.db): Promise<Touchpoint[]> {
  const wanted = ids?.filter(isId);
  const rows = await records.list(ctx, wanted, db);
  const uses = await usesBetween(ctx, { kind: "touchpoint", by: "journey", ids: wanted }, db);
  return rows.map((row) => ({
    ...namedView(row),
    channels: row.channels,
    rule: row.rule,
    journeys: uses.filter(({ used }) => used === row.id).map(({ id, name }) => ({ id, name })),
  }));
}

/** @throws 404 */
export async function getTouchpoint(ctx: Context, id: string): Promise<Touchpoint> {
  const [found] = await getTouchpoints(ctx, [id]);
  if (!found) throw notFound();
  return found;
}

/** What every touchpoint is called and which events it takes: all that a query about them needs. */
export async function touchpointRules(ctx: Context): Promise<{ id: string; name: string; rule: Condition }[]> {
  return ctx.db
    .select({ id: touchpoints.id, name: touchpoints.name, rule: touchpoints.rule })
    .from(touchpoints)
    .where(eq(touchpoints.workspace, ctx.workspace.id))
    .orderBy(asc(touchpoints.nameKey));
}
