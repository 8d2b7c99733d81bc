import type { FirstSentence, FirstSentenceQuery } from "../../../../contracts/understand/first-sentence.ts";
import type { Answer, AnswerRow, MetricRef, Query } from "../../../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../../../contracts/understand/overview.ts";
import { type ScoreKind, scoreMetrics } from "../../../../contracts/words/score-metrics.ts";
import type { Context } from "../../../platform/context.ts";
import {
  answerQuery,
  choose,
  MOST_TOUCHPOINTS,
  previousPeriod,
  resolvePeriod,
  splitChange,
  TOUCHPOINT_BREAKDOWN,
} from "../../metrics/metrics.ts";
import { touchpointRules } from "../../touchpoints/touchpoints.ts";
import { getOverview } from "../save-tiles.ts";
import { findChange, type Looked } from "./find-change.ts";
import { findSource, measure, type Source } from "./find-source.ts";
import { type Ground, groundOf, narrowedTo } from "./ground.ts";
import { sayChange, sayNothing } from "./say-sentence.ts";
import { tileNumbers } from "./tile-numbers.ts";

/** Numbers of tiles that are looked at: the first ones. */
const MOST_NUMBERS = 20;
const AT_ONCE = 10;
/** How much of a change must come from a group that is named. */
const LEAST_SHARE = 0.25;
/** And from one within it: most. */
const LEAST_SHARE_WITHIN = 0.5;

const asksHowItIs: readonly ScoreKind[] = ["satisfaction", "effort", "nps", "emotion"];

type Frame = Pick<Query, "filter" | "period" | "timezone"> & { compare: FirstSentenceQuery["compare"] };

interface Candidate extends Looked {
  metric: MetricRef;
  definition: string;
  tile: string | null;
  touchpoint: { id: string; name: string } | null;
}

/**
 * The sentence that the Overview begins with. Two statements for each ten numbers of tiles and two for the scores of all
 * touchpoints; where something changed, two to find the group that it comes from, and two to look within that group.
 */
export async function firstSentence(
  ctx: Context,
  frame: FirstSentenceQuery,
  signal?: AbortSignal,
): Promise<FirstSentence> {
  const { tiles } = await getOverview(ctx);
  const own = tiles.filter((tile): tile is MetricTile => "query" in tile);
  const rules = await touchpointRules(ctx);
  const touchpoints = rules.length > MOST_TOUCHPOINTS ? [] : rules;
  const numbers = await Promise.all([
    numbersOfTiles(ctx, own, frame, signal),
    scoresOfTouchpoints(ctx, touchpoints, frame, signal),
  ]);
  const { change, ...looked } = findChange(numbers.flat());
  const timezone = frame.timezone ?? ctx.workspace.timezone;
  const asOf = ctx.now();
  const spans = {
    period: { ...inWire(resolvePeriod(frame.period, timezone, asOf)), timezone },
    comparedWith: inWire(previousPeriod(frame.period, timezone, asOf, frame.compare)),
    asOf: asOf.toISOString(),
  };
  if (!change) {
    const verdict = looked.compared === 0 ? "too_few" : "quiet";
    return { verdict, words: sayNothing(verdict, looked), change: null, from: [], looked, ...spans };
  }
  const { chosen, isPart, ...told } = change;
  const query = queryOf(frame, told);
  const ground = await groundOf(ctx, { tiles: own, touchpoints, isAtTouchpoint: told.touchpoint !== null });
  const { people, sources } = await findSources(ctx, query, ground, signal);
  const from = sources.map(({ source, query: narrowed }) => ({
    ...measure(chosen, source),
    by: source.by,
    group: source.group,
    name: ground.nameOf(source.by, source.group),
    amount: source.amount,
    share: source.share,
    pValue: source.pValue,
    people: source.people,
    query: narrowed,
  }));
  const said = { ...told, people, query };
  return { verdict: "changed", words: sayChange(chosen, said, from), change: said, from, looked, ...spans };
}

async function numbersOfTiles(
  ctx: Context,
  tiles: readonly MetricTile[],
  frame: Frame,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const numbers = tileNumbers(ctx, tiles).slice(0, MOST_NUMBERS);
  const parts = [numbers.slice(0, AT_ONCE), numbers.slice(AT_ONCE)].filter((part) => part.length > 0);
  const answers = await Promise.all(
    parts.map((part) =>
      answerQuery(ctx, { ...frame, metrics: part.map(({ metric }) => metric), breakdowns: [] }, signal),
    ),
  );
  const rows = answers.flatMap((answer) => answer.metrics);
  return numbers.flatMap(({ tile, metric, chosen }, index) => {
    const [row] = rows[index]?.rows ?? [];
    if (!row) return [];
    const { result, comparison } = row;
    const definition = rows[index]?.definition ?? "";
    return [{ metric, chosen, definition, tile, touchpoint: null, result, comparison, isPart: false }];
  });
}

async function scoresOfTouchpoints(
  ctx: Context,
  touchpoints: readonly { id: string; name: string }[],
  frame: Frame,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  if (touchpoints.length === 0) return [];
  const refs: MetricRef[] = asksHowItIs.map((kind) => scoreMetrics[kind]);
  const asked: Query = { ...frame, metrics: refs, breakdowns: [TOUCHPOINT_BREAKDOWN] };
  const answer = await answerQuery(ctx, asked, signal);
  const known = new Map(touchpoints.map(({ id, name }) => [id, { id, name }]));
  return answer.metrics.flatMap(({ rows, definition }: Answer["metrics"][number], index) => {
    const metric = refs[index];
    if (!metric) return [];
    return rows.flatMap(({ group: [id], result, comparison }: AnswerRow) => {
      const touchpoint = known.get(id ?? "");
      // Where nobody is asked, nothing is missing.
      if (!touchpoint || (result.n === 0 && comparison?.previous.n === 0)) return [];
      const chosen = choose(metric, "metric");
      return [{ metric, chosen, definition, tile: null, touchpoint, result, comparison, isPart: true }];
    });
  });
}

/** The group that a change comes from, and within it another one. */
async function findSources(ctx: Context, query: Query, ground: Ground, signal: AbortSignal | undefined) {
  const sources: { source: Source; query: Query }[] = [];
  let narrowed = query;
  let people: number | null = null;
  for (const leastShare of [LEAST_SHARE, LEAST_SHARE_WITHIN]) {
    const { metrics, breakdowns, compare = "previous_period", ...frame } = narrowed;
    const [metric] = metrics;
    const fields = ground.fields.filter((field) => sources.every(({ source }) => source.by !== field));
    if (!metric) break;
    const split = await splitChange(ctx, { ...frame, metric, compare }, fields, signal);
    people ??= split.whole.people;
    const source = findSource(split.chosen, split.whole, split.parts, leastShare);
    if (!source) break;
    narrowed = narrowedTo(narrowed, source);
    sources.push({ source, query: narrowed });
  }
  return { people, sources };
}

function queryOf(frame: Frame, { metric, touchpoint }: Pick<Candidate, "metric" | "touchpoint">): Query {
  return { ...frame, metrics: [metric], breakdowns: [], ...(touchpoint ? { touchpointId: touchpoint.id } : {}) };
}

function inWire({ from, to }: { from: Date; to: Date }) {
  return { from: from.toISOString(), to: to.toISOString() };
}
