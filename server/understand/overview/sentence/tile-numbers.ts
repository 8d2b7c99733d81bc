import type { Condition } from "../../../../contracts/log/conditions.ts";
import type { MetricRef } from "../../../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../../../contracts/understand/overview.ts";
import type { Context } from "../../../platform/context.ts";
import { ProblemError } from "../../../platform/http/problem.ts";
import { choose } from "../../metrics/metrics.ts";
import { refusePicking } from "../../people/people.ts";

/** A number of a tile: its metric with all that narrows it. */
export interface TileNumber {
  tile: string;
  metric: MetricRef;
  chosen: ReturnType<typeof choose>;
}

/**
 * The numbers of tiles that are made of single answers, each once. How many came and what they paid rises and falls with the
 * season, what comes back or is clicked on belongs in part to what was sold and sent before, cases that are still open make the last
 * days look better than they are, and who stayed is the same people in both periods: of these chance cannot be told.
 */
export function tileNumbers(ctx: Context, tiles: readonly MetricTile[]): TileNumber[] {
  const found = tiles.flatMap(({ id, query }) => {
    // What is at one touchpoint is said by the scores of touchpoints.
    if (query.touchpointId !== undefined || !maySee(ctx, query)) return [];
    return query.metrics.flatMap(({ where, ...ref }) => {
      const chosen = tryToChoose(ref);
      if (!chosen || !isTold(chosen)) return [];
      const only = both(query.filter, where);
      return [{ tile: id, metric: { ...ref, variant: chosen.variant, ...(only ? { where: only } : {}) }, chosen }];
    });
  });
  return [...new Map(found.toReversed().map((each) => [JSON.stringify(each.metric), each])).values()].toReversed();
}

function isTold({ metric }: ReturnType<typeof choose>): boolean {
  return metric.source === "events" && metric.spread !== undefined;
}

/** Whoever wrote the tile was allowed to; whoever asks may not be. */
function maySee(ctx: Context, query: MetricTile["query"]): boolean {
  return found(() => refusePicking(ctx, query)) !== null;
}

/** Null for a metric of another version of this system, which the tile itself says. */
function tryToChoose(ref: MetricRef): ReturnType<typeof choose> | null {
  return found(() => choose(ref, "metric"));
}

function found<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/** All that is there, as one condition. */
export function both(...conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const given = conditions.flatMap((each) => (each === undefined ? [] : "all" in each ? each.all : [each]));
  return given.length > 1 ? { all: given } : given[0];
}
