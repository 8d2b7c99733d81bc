import type { ExploreStep } from "../../contracts/explore.ts";
import { describe } from "../../rules/describe.ts";
import { english } from "../../rules/english.ts";
import { conditionSql } from "../events/events.ts";
import { type Sql, sql } from "../platform/analytics/sql.ts";
import type { Context } from "../platform/context.ts";
import { badRequest } from "../platform/http/problem.ts";
import { getTouchpoints, visitsTo } from "../touchpoints/touchpoints.ts";

/** A step as a question about events needs it: what it is called, and whether an event (1 or 0) serves it. */
export interface NamedStep {
  name: string;
  sql: Sql;
}

/**
 * Steps in their order, with a single look at the records. `pathOf` says where in the question a step stands, for errors.
 * @throws 400 for a touchpoint that is not there
 */
export async function stepSql(
  ctx: Context,
  steps: readonly ExploreStep[],
  pathOf: (at: number) => string = (at) => `steps.${at}`,
): Promise<NamedStep[]> {
  const ids = [...new Set(steps.flatMap(({ touchpointId }) => touchpointId ?? []))];
  const found = new Map((ids.length > 0 ? await getTouchpoints(ctx, ids) : []).map((each) => [each.id, each]));
  return steps.map(({ name, touchpointId, condition }, at) => {
    if (condition) return { name: name ?? describe(condition, english), sql: sql`(${conditionSql(condition)})` };
    const touchpoint = found.get(touchpointId ?? "");
    if (!touchpoint)
      throw badRequest("unknown_touchpoint", `Step ${at + 1} asks for a touchpoint that is not there.`, [
        { path: `${pathOf(at)}.touchpointId`, reason: "no touchpoint has this id; choose one that exists" },
      ]);
    return { name: name ?? touchpoint.name, sql: sql`(${visitsTo(touchpoint)})` };
  });
}
