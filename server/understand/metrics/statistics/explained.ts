import type { z } from "zod";
import type { ExplainedQuery, explainedAnswer } from "../../../../contracts/understand/explained.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { choose } from "../definitions/definitions.ts";
import type { Moments } from "../definitions/metric.ts";
import { splitNow } from "../query/split-change.ts";

/** About how many answers are looked at; a ranking of fields needs no more. */
const SAMPLE = 50_000;
/** Smaller groups say more about chance than about the field. */
const LEAST_IN_GROUP = 5;

/** Which fields tell the answers of a metric apart. Two statements, whatever the number of fields. @throws 400 */
export async function answerExplained(
  ctx: Context,
  { metric: ref, fields, ...frame }: ExplainedQuery,
  signal?: AbortSignal,
): Promise<z.infer<typeof explainedAnswer>> {
  const { metric, variant } = choose(ref, "metric");
  const { moments } = metric;
  if (!moments || metric.source !== "events")
    throw problem("metric_not_explained", { path: "metric.metric", metric: metric.name });
  const { parts, span, timezone, oneOf } = await splitNow(
    ctx,
    { ...frame, metric: ref },
    { fields, sample: SAMPLE },
    signal,
  );
  const items = [...new Set(fields)].map((by) => {
    const groups = parts
      .filter((part) => part.by === by)
      .map(({ now }) => moments(now, variant))
      .filter(({ n }) => n >= LEAST_IN_GROUP);
    return { by, share: explainedShare(groups), groups: groups.length, n: groups.reduce((sum, { n }) => sum + n, 0) };
  });
  return {
    metric: metric.name,
    variant,
    items: items.sort((a, b) => b.share - a.share),
    oneOf,
    period: { from: span.from.toISOString(), to: span.to.toISOString(), timezone },
  };
}

/**
 * How much of the spread of single answers lies between groups: ε² = (SSB − (k − 1)·MSW) ÷ SST, which is not above 0 by
 * the mere number of groups as η² is. 0 for fewer than two groups, and where all answers are alike.
 *
 * Source: Kelley (1935), "An unbiased correlation ratio measure", PNAS 21, 554–559.
 */
export function explainedShare(groups: readonly Moments[]): number {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const mean = groups.reduce((sum, group) => sum + group.sum, 0) / n;
  const total = groups.reduce((sum, group) => sum + group.squares, 0) - n * mean ** 2;
  const freedom = n - groups.length;
  if (groups.length < 2 || freedom <= 0 || total <= 1e-9 * n) return 0;
  const between = groups.reduce((sum, group) => sum + group.n * (group.sum / group.n - mean) ** 2, 0);
  const within = (total - between) / freedom;
  return Math.max(0, (between - (groups.length - 1) * within) / total);
}
