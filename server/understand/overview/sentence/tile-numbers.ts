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

const SAYS_HOW_IT_IS: readonly string[] = ["score", "share", "points"];

/**
 * The numbers of tiles that say how it is for customers, each once: scores, shares and points of what they did and said. How many
 * came and what they paid rises and falls with the season, cases that are still open make the last days look better than
 * they are, and who stayed is the same people in both periods: of these chance cannot be told.
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

function isTold({ metric, variant }: ReturnType<typeof choose>): boolean {
  const unit = metric.variants.find(({ name }) => name === variant)?.unit ?? metric.unit;
  return metric.source === "events" && metric.direction !== "neutral" && SAYS_HOW_IT_IS.includes(unit);
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
