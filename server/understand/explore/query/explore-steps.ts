import type { Condition } from "../../../../contracts/log/conditions.ts";
import type { ExploreStep, Naming } from "../../../../contracts/understand/explore.ts";
import { describe } from "../../../../rules/describe.ts";
import { english } from "../../../../rules/english.ts";
import { conditionSql } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { getTouchpoints, visitsTo } from "../../touchpoints/touchpoints.ts";

/** A step as a query about events needs it: what it is called, and whether an event (1 or 0) serves it. */
export interface NamedStep {
  name: string;
  sql: Sql;
  /** The only names that its events can have, where its rule says so: steps without a common one never share an event. */
  events: readonly string[] | null;
}

/**
 * Steps in their order, with a single look at the records. `pathOf` says where in the query a step stands, for errors.
 * @throws 400 for a touchpoint that is not there
 */
export async function stepSql(
  ctx: Context,
  steps: readonly ExploreStep[],
  pathOf: (index: number) => string = (index) => `steps.${index}`,
): Promise<NamedStep[]> {
  const ids = [...new Set(steps.flatMap(({ touchpointId }) => touchpointId ?? []))];
  const found = new Map((ids.length > 0 ? await getTouchpoints(ctx, ids) : []).map((each) => [each.id, each]));
  return steps.map(({ name, touchpointId, condition }, index) => {
    if (condition)
      return {
        name: name ?? describe(condition, english),
        sql: sql`(${conditionSql(condition)})`,
        events: eventsOf(condition),
      };
    const touchpoint = found.get(touchpointId ?? "");
    if (!touchpoint)
      throw problem("step_without_touchpoint", { path: `${pathOf(index)}.touchpointId`, step: index + 1 });
    return {
      name: name ?? touchpoint.name,
      sql: sql`(${visitsTo(touchpoint)})`,
      events: eventsOf(touchpoint.rule),
    };
  });
}

function eventsOf(rule: Condition): readonly string[] | null {
  if ("all" in rule) return rule.all.map(eventsOf).find((names) => names !== null) ?? null;
  if (!("field" in rule) || rule.field !== "event") return null;
  // Numbers are compared as numbers, which several texts can be.
  if (rule.op === "eq") return typeof rule.value === "string" ? [rule.value] : null;
  if (rule.op !== "in") return null;
  const names = rule.value.filter((value) => typeof value === "string");
  return names.length === rule.value.length ? names : null;
}

/** Statements that `numberNames` asks before the query itself: names of the log's own have to be looked up. */
export function namingStatements(naming: Naming): number {
  return naming.by === "event" ? 1 : 0;
}

/** For each step, which of those before it (but the first) one event could serve as well. */
export function sharedEvents(steps: readonly Pick<NamedStep, "events">[]): number[][] {
  return steps.map(({ events }, step) =>
    steps.slice(1, Math.max(1, step)).flatMap((other, index) => {
      const apart = events && other.events && !other.events.some((name) => events.includes(name));
      return apart ? [] : [index + 1];
    }),
  );
}
