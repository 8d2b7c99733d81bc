import { joinSql, type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import {
  feedbackAbout,
  getTouchpoints,
  type TouchpointRule,
  touchpointRules,
  visitsTo,
} from "../../touchpoints/touchpoints.ts";
import type { Source } from "../definitions/metric.ts";

/** The breakdown that stands for the touchpoints of the workspace. */
export const TOUCHPOINT_BREAKDOWN = "touchpoint_rule";
/** Every rule is tried on every event, so their number is bounded. */
export const MOST_TOUCHPOINTS = 100;

/** Whatever happens at a touchpoint: visits to it and feedback about it. @throws 404 */
export async function atTouchpoint(ctx: Context, id: string): Promise<Sql> {
  const [touchpoint] = await getTouchpoints(ctx, [id]);
  if (!touchpoint) throw problem("no_such_touchpoint");
  return takenBy(touchpoint);
}

/** The ids of the touchpoints an event belongs to, one row each; null for none. */
export async function byTouchpoint(ctx: Context, sources: readonly Source[]): Promise<Sql> {
  if (sources.includes("customers")) throw problem("breakdown_not_possible");
  const taken = await touchpointsTaking(ctx);
  return sql`nullIf(arrayJoin(if(empty(${taken}), [''], ${taken})), '')`;
}

/** The ids of the touchpoints an event belongs to, as a list. */
export async function touchpointsTaking(ctx: Context): Promise<Sql> {
  const rules = await touchpointRules(ctx);
  if (rules.length > MOST_TOUCHPOINTS)
    throw problem("too_many_touchpoints", { total: rules.length, most: MOST_TOUCHPOINTS });
  if (rules.length === 0) return sql`emptyArrayString()`;
  const ids = joinSql(
    rules.map((rule) => sql`if(${takenBy(rule)}, ${rule.id}, '')`),
    ", ",
  );
  return sql`arrayFilter(id -> id != '', [${ids}])`;
}

function takenBy(touchpoint: TouchpointRule): Sql {
  return sql`(${visitsTo(touchpoint)} or ${feedbackAbout(touchpoint)})`;
}
