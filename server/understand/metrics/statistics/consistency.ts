import type { ConsistencyAnswer, ConsistencyQuery } from "../../../../contracts/understand/consistency.ts";
import { segmentOfBreakdown } from "../../../../rules/segments-in.ts";
import { conditionSql, events, happened } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { touchpointRules } from "../../touchpoints/touchpoints.ts";
import { choose } from "../definitions/definitions.ts";
import type { Metric, Spread } from "../definitions/metric.ts";
import { breakdownSql, narrow } from "../query/narrow.ts";
import { resolvePeriod, type Span } from "../query/period.ts";
import { answerQuery } from "../query/query.ts";
import { TOUCHPOINT_BREAKDOWN } from "../query/touchpoint-filter.ts";
import { chiSquared, kruskalWallis } from "./consistency-tests.ts";

/** Values and groups that a test looks at: more would be no scale that people answer on. */
const MOST_ROWS = 20_000;
const SIGNIFICANT = 0.05;

/** Says whether a metric is the same in all groups. Two ClickHouse queries. @throws 400 for a metric that cannot be tested */
export async function answerConsistency(
  ctx: Context,
  query: ConsistencyQuery,
  signal?: AbortSignal,
): Promise<ConsistencyAnswer> {
  const { metric: ref, by, ...frame } = query;
  const { metric, variant, params } = choose(ref, "metric");
  const scope = metric.scope(params);
  const where = ref.where ? sql`(${scope}) and (${conditionSql(ref.where)})` : scope;
  const spread = metric.spread?.(variant, params, where);
  if (!spread) throw problem("metric_not_testable", { path: "metric.metric", metric: metric.name });
  const found = await breakdownSql(ctx, by, "by", [metric.source]);
  // Those who are not in a segment are a group like any other; those without a field are not.
  const rest = segmentOfBreakdown(by) === undefined ? null : "";
  const group = rest === null ? found : sql`ifNull(${found}, ${rest})`;
  const timezone = query.timezone ?? ctx.workspace.timezone;
  const span = resolvePeriod(query.period, timezone, ctx.now());
  ctx.analytics.announce(1);
  const [answer, counts, names] = await Promise.all([
    answerQuery(ctx, { ...frame, metrics: [ref], breakdowns: [by] }, signal),
    readCounts(ctx, { spread, group, where: await narrow(ctx, query), span }, signal),
    by === TOUCHPOINT_BREAKDOWN ? touchpointRules(ctx) : [],
  ]);
  const nameOf = new Map(names.map((each) => [each.id, each.name]));
  const groups = (answer.metrics[0]?.rows ?? []).flatMap(({ group: [value], isOther, result }) => {
    const id = value ?? rest;
    if (isOther || id === null) return [];
    const counted = counts.get(id);
    const n = counted ? counted.reduce((sum, each) => sum + each, 0) : 0;
    return [
      {
        group: id,
        name: nameOf.get(id) ?? (id || "everybody else"),
        result,
        tested: n >= Math.max(1, metric.minimumN),
      },
    ];
  });
  groups.sort((a, b) => (a.result.value ?? 0) - (b.result.value ?? 0) || (a.name < b.name ? -1 : 1));
  const tested = groups.filter((each) => each.tested);
  const table = tested.map((each) => counts.get(each.group) ?? []);
  const test = spread.kind === "scores" ? kruskalWallis(table) : chiSquared(table);
  const inconsistent = test !== null && test.pValue < SIGNIFICANT && test.effect.size !== "negligible";
  const isAlone = groups.length === 1 && tested.length === 1;
  const untested = isAlone ? "one_group" : "not_enough_data";
  const verdict = test === null ? untested : inconsistent ? "inconsistent" : "consistent";
  const unit = metric.variants.find((each) => each.name === variant)?.unit ?? metric.unit;
  return {
    metric: metric.name,
    variant,
    definition: "consistency@1",
    verdict,
    words: inWords(verdict, tested, unit),
    test: test && {
      name: test.test,
      statistic: test.statistic,
      degreesOfFreedom: test.degreesOfFreedom,
      pValue: test.pValue,
    },
    effect: test?.effect ?? null,
    groups,
    period: answer.period,
    asOf: answer.asOf,
  };
}

interface Counted {
  spread: Spread;
  group: Sql;
  where: Sql;
  span: Span;
}

/** How often each value occurs in each group, the values in rising order and the same for all groups. */
async function readCounts(
  ctx: Context,
  { spread, group, where, span }: Counted,
  signal: AbortSignal | undefined,
): Promise<Map<string, number[]>> {
  const rows = await ctx.analytics.ask<{ name: string; value: number; n: string }>(
    sql`select name, value, count() as n
        from (
          select ${group} as name, toFloat64(${spread.value}) as value
          from ${events}
          where ${happened(span.from, span.to)} and ${where} and ${spread.when})
        where isNotNull(name)
        group by name, value
        order by value
        limit ${MOST_ROWS + 1}`,
    { tenant: ctx, signal },
  );
  if (rows.length > MOST_ROWS) throw problem("too_many_values", { path: "by" });
  const values = [...new Set(rows.map((row) => row.value))].sort((a, b) => a - b);
  const placeOf = new Map(values.map((value, index) => [value, index]));
  const counts = new Map<string, number[]>();
  for (const { name, value, n } of rows) {
    const own = counts.get(name) ?? values.map(() => 0);
    own[placeOf.get(value) ?? 0] = Number(n);
    counts.set(name, own);
  }
  return counts;
}

function inWords(
  verdict: ConsistencyAnswer["verdict"],
  tested: ConsistencyAnswer["groups"],
  unit: Metric["unit"],
): string {
  const [lowest, highest] = [tested[0], tested.at(-1)];
  if (verdict === "one_group") return `only one group: ${lowest?.name}`;
  if (verdict === "not_enough_data" || !lowest || !highest) return "not enough answers in at least two groups";
  if (verdict === "consistent") return `consistent across ${tested.length} groups`;
  const text = (value: number | null) => {
    if (unit === "share") return `${(100 * (value ?? 0)).toFixed(0)} %`;
    return (value ?? 0).toFixed(1);
  };
  return `inconsistent: ${lowest.name} ${text(lowest.result.value)} against ${highest.name} ${text(highest.result.value)}`;
}
