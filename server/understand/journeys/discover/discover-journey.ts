import { isDeepStrictEqual } from "node:util";
import { checkCondition } from "../../../../contracts/log/check-condition.ts";
import type { Condition } from "../../../../contracts/log/conditions.ts";
import type { DiscoveryAnswer, DiscoveryQuery } from "../../../../contracts/understand/discovery.ts";
import type { Naming } from "../../../../contracts/understand/explore.ts";
import { journeyFile } from "../../../../contracts/understand/journeys.ts";
import type { Touchpoint } from "../../../../contracts/understand/touchpoints.ts";
import { DAY } from "../../../../contracts/words/durations.ts";
import { filterSql } from "../../../know/segments/segments.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { checkTrace, numberEvents, numberRules, type Process } from "../../explore/explore.ts";
import { resolvePeriod } from "../../metrics/metrics.ts";
import { checkTouchpointRule, getTouchpoints, visitsTo } from "../../touchpoints/touchpoints.ts";
import { firstLanes } from "../document/edit-journey.ts";
import { eventsPeopleSql, type Looked, pairsSql, rulesPeopleSql } from "./discovery-sql.ts";
import { type Pair, phaseStarts, typicalOrder } from "./typical-order.ts";

const MOST_FOUND = 30;
/** Every rule is tried on every event, so their number is bounded. */
const MOST_TOUCHPOINTS = 100;
/** Steps that are proposed however few did them, and the share of people from which on others are. */
const FEWEST_STEPS = 2;
const USUAL_SHARE = 0.1;
const LEAST_WINDOW_DAYS = 30;
const LONGEST_WINDOW_DAYS = 730;

/** Something that people do, and the touchpoint that it is or would be. */
interface Thing {
  name: string;
  rule: Condition;
  touchpoint: Touchpoint | undefined;
  people: number;
  events: number;
}

interface Found {
  people: number;
  /** Most people first. */
  things: Thing[];
  truncated: boolean;
}

interface Timed extends Thing {
  sinceStart: { median: number | null; p90: number | null };
}

/** What people do in their typical order. Costs two ClickHouse queries, one after the other. */
export async function discoverJourney(
  ctx: Context,
  query: DiscoveryQuery,
  signal?: AbortSignal,
): Promise<DiscoveryAnswer> {
  const asOf = ctx.now();
  const timezone = query.timezone ?? ctx.workspace.timezone;
  const span = resolvePeriod(query.period, timezone, asOf);
  checkTrace(query.traceBy);
  const looked = { span, filter: sql`(${await filterSql(ctx, query.filter)})` };
  ctx.analytics.announce(2);
  const { people, things, truncated } = await findThings(ctx, query.naming, looked, signal);
  const { traces, longest, ordered, gapBetween } = await orderThings(ctx, query, things, looked, signal);

  const usual = things.filter((each, index) => index < FEWEST_STEPS || each.people >= USUAL_SHARE * people);
  const proposed = new Set(usual.slice(0, query.steps).map(({ name }) => name));
  const taken = ordered.filter(({ name }) => proposed.has(name));
  const starts = phaseStarts(taken.slice(1).map((each, index) => gapBetween(taken[index] ?? each, each)));
  const phaseAt = (place: number) => {
    const before = ordered.slice(0, place + 1).filter(({ name }) => proposed.has(name)).length - 1;
    return starts.filter((start) => start <= before).length;
  };
  const steps = ordered.map((each, index) => ({
    id: `s${index + 1}`,
    name: each.name,
    people: each.people,
    share: people === 0 ? 0 : each.people / people,
    events: each.events,
    sinceStart: each.sinceStart,
    touchpoint: each.touchpoint ? { id: each.touchpoint.id, name: each.touchpoint.name } : null,
    rule: each.rule,
    isProposed: proposed.has(each.name),
    phase: phaseAt(index),
  }));
  return {
    definition: "discovery@1",
    people,
    traces,
    steps,
    truncated,
    file: steps.length > 0 ? fileOf(steps, ordered, longest, query.naming) : null,
    period: { from: span.from.toISOString(), to: span.to.toISOString(), timezone },
    asOf: asOf.toISOString(),
  };
}

interface PeopleRow {
  of_all: number;
  key_text: string;
  people: string;
  events: string;
}

async function findThings(ctx: Context, naming: Naming, looked: Looked, signal?: AbortSignal): Promise<Found> {
  const touchpoints = await getTouchpoints(ctx);
  const ask = (statement: ReturnType<typeof eventsPeopleSql>) =>
    ctx.analytics.ask<PeopleRow>(statement, { tenant: ctx, signal });
  const withRule = (rule: Condition) => touchpoints.find((each) => isDeepStrictEqual(each.rule, rule));
  const described =
    naming.by === "event"
      ? []
      : naming.by === "touchpoint"
        ? touchpoints.map((touchpoint) => ({ name: touchpoint.name, rule: touchpoint.rule, touchpoint }))
        : namedRules(naming.rules).map((each) => ({ ...each, touchpoint: withRule(each.rule) }));
  if (described.length > MOST_TOUCHPOINTS)
    throw problem("too_many_to_discover", { path: "naming.by", total: described.length, most: MOST_TOUCHPOINTS });
  if (naming.by !== "event" && described.length === 0) return { people: 0, things: [], truncated: false };
  const rows = await ask(
    naming.by === "event"
      ? eventsPeopleSql(looked, MOST_FOUND + 1)
      : rulesPeopleSql(described.map(visitsTo), looked, MOST_FOUND + 1),
  );
  const things = rows.flatMap(({ of_all, key_text: key, ...counts }) => {
    if (Number(of_all) === 1) return [];
    const rule: Condition = { field: "event", op: "eq", value: key };
    const thing = naming.by === "event" ? { name: key, rule, touchpoint: withRule(rule) } : described[Number(key) - 1];
    return thing ? [{ ...thing, people: Number(counts.people), events: Number(counts.events) }] : [];
  });
  return {
    people: Number(rows.find((row) => Number(row.of_all) === 1)?.people ?? 0),
    things: things.slice(0, MOST_FOUND),
    truncated: things.length > MOST_FOUND,
  };
}

/** Rules of the same name are one. @throws 400 for what no touchpoint can ask for, also when they are one */
function namedRules(rules: readonly { name: string; condition: Condition }[]): { name: string; rule: Condition }[] {
  const byName = new Map<string, Condition[]>();
  for (const [index, { name, condition }] of rules.entries()) {
    checkTouchpointRule(condition, `naming.rules.${index}.condition`);
    byName.set(name, [...(byName.get(name) ?? []), condition]);
  }
  return [...byName].map(([name, [only, ...more]]) => {
    if (!only || more.length === 0) return { name, rule: only ?? { any: [] } };
    const rule = { any: [only, ...more] };
    const [fault] = checkCondition(rule);
    if (fault)
      throw problem("rules_too_large", { path: "naming.rules", name, total: more.length + 1, fault: fault.message });
    return { name, rule };
  });
}

interface PairRow {
  first: string;
  second: string;
  traces: string;
  spent: [number, number];
}

interface Ordered {
  traces: number;
  /** Milliseconds in which nine in ten traces went from their first to their last event. */
  longest: number;
  ordered: Timed[];
  /** Median seconds from one thing to another, each at its first time. */
  gapBetween: (one: Timed, other: Timed) => number;
}

async function orderThings(
  ctx: Context,
  { traceBy, naming }: DiscoveryQuery,
  things: readonly Thing[],
  { span, filter }: Looked,
  signal?: AbortSignal,
): Promise<Ordered> {
  if (things.length === 0) return { traces: 0, longest: 0, ordered: [], gapBetween: () => 0 };
  // An event that several rules describe is the thing that fewest did: that says most about it.
  const narrowFirst = [...things].sort((a, b) => a.people - b.people || a.events - b.events);
  const names =
    naming.by === "event"
      ? numberEvents(things.map(({ name }) => name))
      : numberRules(narrowFirst.map((each) => ({ name: each.name, meets: visitsTo(each) })));
  const process: Process = { traceBy, names, filter, span, mergeRepeats: false, minimumTraces: 1 };
  const rows = await ctx.analytics.ask<PairRow>(
    pairsSql(
      process,
      things.map(({ name }) => names.numberOf(name)),
    ),
    { tenant: ctx, signal },
  );
  const read = rows.map((row) => ({
    first: Number(row.first) - 1,
    second: Number(row.second) - 1,
    traces: Number(row.traces),
    median: row.spent[0] / 1000,
    p90: row.spent[1] / 1000,
  }));
  const timed = things.map((thing, index): Timed => {
    const since = read.find(({ first, second }) => first === -1 && second === index);
    return { ...thing, sinceStart: { median: since?.median ?? null, p90: since?.p90 ?? null } };
  });
  const pairs: Pair[] = read.filter(({ first }) => first >= 0);
  const since = timed.map(({ sinceStart }) => sinceStart.median ?? Number.POSITIVE_INFINITY);
  const order = typicalOrder(since, pairs);
  const whole = read.find(({ first, second }) => first === -1 && second === -1);
  return {
    traces: whole?.traces ?? 0,
    longest: (whole?.p90 ?? 0) * 1000,
    ordered: order.flatMap((index) => timed[index] ?? []),
    gapBetween(one, other) {
      const [first, second] = [timed.indexOf(one), timed.indexOf(other)];
      const pair = pairs.find((each) => each.first === first && each.second === second);
      return pair?.median ?? Math.max(0, (other.sinceStart.median ?? 0) - (one.sinceStart.median ?? 0));
    },
  };
}

/**
 * The proposed map; names of steps and touchpoints are cut to what they may be. A step is called as its rule says, and where
 * events go by their own name, as its touchpoint.
 */
function fileOf(
  steps: DiscoveryAnswer["steps"],
  things: readonly Thing[],
  longest: number,
  naming: Naming,
): DiscoveryAnswer["file"] {
  const proposed = steps.filter(({ isProposed }) => isProposed);
  const placeOf = (step: DiscoveryAnswer["steps"][number]) => shortened(step.touchpoint?.name ?? step.name, 120);
  const nameOf = (step: DiscoveryAnswer["steps"][number]) =>
    naming.by === "rules" ? shortened(step.name, 120) : placeOf(step);
  const [first, last] = [proposed[0], proposed.at(-1)];
  const phases = [...new Set(proposed.map(({ phase }) => phase))].map((phase) => {
    const own = proposed.filter((step) => step.phase === phase);
    return {
      id: `p${phase + 1}`,
      name: shortened(own[0] ? nameOf(own[0]) : "", 80),
      steps: own.map((step) => ({ id: step.id, name: nameOf(step), touchpointId: step.id })),
    };
  });
  const names = [first, last].flatMap((step) => (step ? shortened(nameOf(step), 58) : []));
  return journeyFile.parse({
    journey: {
      name: [...new Set(names)].join(" → "),
      phases,
      lanes: firstLanes,
      windowDays: Math.min(LONGEST_WINDOW_DAYS, Math.max(LEAST_WINDOW_DAYS, Math.ceil(longest / DAY))),
    },
    touchpoints: steps.map((step, index) => ({
      id: step.id,
      name: placeOf(step),
      description: things[index]?.touchpoint?.description ?? "",
      channels: things[index]?.touchpoint?.channels ?? [],
      rule: step.rule,
    })),
  });
}

function shortened(name: string, most: number): string {
  const trimmed = name.trim();
  // Never half of a character.
  const cut = trimmed.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "");
  return trimmed.length <= most ? trimmed : `${cut.trimEnd()}…`;
}
