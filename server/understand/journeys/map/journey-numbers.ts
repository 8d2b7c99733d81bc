import type { JourneyDocument, JourneyNumbers, StepNumbers } from "../../../../contracts/understand/journeys.ts";
import type { Period } from "../../../../contracts/understand/metrics.ts";
import { originsOf, type StepKind, stepKindOf } from "../../../../contracts/words/step-kinds.ts";
import { audienceSql } from "../../../know/segments/segments.ts";
import type { Sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { previousPeriod, resolvePeriod } from "../../metrics/metrics.ts";
import { feedbackAbout, getTouchpoints, visitsTo } from "../../touchpoints/touchpoints.ts";
import { touchpointsOf } from "../document/edit-journey.ts";
import { getJourney } from "../document/read-journeys.ts";
import { laneFigures, laneNumber, type ScoreRow } from "./lane-scores.ts";
import {
  type BoundStep,
  channelNamesSql,
  channelsSql,
  mostChannels,
  peopleSql,
  quotesSql,
  type Seen,
  scoresSql,
} from "./numbers-sql.ts";

const MOST_CHANNELS = 12;

export interface NumbersAsked {
  period: Period;
  compare?: "previous_period" | "previous_year" | undefined;
  timezone?: string | undefined;
  /** The people that the numbers are of; everybody without it. */
  segment?: string | undefined;
}

/** Every number of a map, in four ClickHouse queries however many steps it has; in five where there are many channels. */
export async function journeyNumbers(
  ctx: Context,
  id: string,
  asked: NumbersAsked,
  signal?: AbortSignal,
): Promise<JourneyNumbers> {
  const { document } = await getJourney(ctx, id);
  const timezone = asked.timezone ?? ctx.workspace.timezone;
  const asOf = ctx.now();
  const among = await audienceSql(ctx, asked.segment);
  const span = { ...resolvePeriod(asked.period, timezone, asOf), among };
  const before = asked.compare ? { ...previousPeriod(asked.period, timezone, asOf, asked.compare), among } : null;
  const bound = await boundSteps(ctx, document);
  const found =
    bound.length > 0 ? await ask(ctx, bound, { span, before, windowDays: document.windowDays }, signal) : null;
  const places = new Map(bound.map((step, index) => [step.id, index]));
  const origins = originsOf(bound);
  return {
    steps: document.phases
      .flatMap((phase) => phase.steps)
      .map((step) => {
        const index = places.get(step.id);
        return index === undefined || !found
          ? { step: step.id, ...UNBOUND }
          : {
              step: step.id,
              ...numbersOf(ctx, found, { index, origin: origins[index] ?? -1, kind: stepKindOf(step) }),
            };
      }),
    period: { from: span.from.toISOString(), to: span.to.toISOString(), timezone },
    asOf: asOf.toISOString(),
  };
}

/** The steps that have a touchpoint, in the order of the map. */
export async function boundSteps(ctx: Context, document: JourneyDocument): Promise<(BoundStep & { id: string })[]> {
  const touchpoints = await getTouchpoints(ctx, touchpointsOf(document));
  const found = new Map(touchpoints.map((each) => [each.id, each]));
  return document.phases
    .flatMap((phase) => phase.steps)
    .flatMap(({ id, touchpointId, kind }) => {
      const touchpoint = touchpointId === null ? undefined : found.get(touchpointId);
      return touchpoint ? [{ id, kind, visit: visitsTo(touchpoint), feedback: feedbackAbout(touchpoint) }] : [];
    });
}

interface Found {
  channels: ChannelRow[];
  people: number[];
  passed: number[];
  scores: ScoreRow[];
  quotes: QuoteRow[];
  compared: boolean;
}

interface ChannelRow {
  channel: string;
  /** At each step. */
  people: string[];
}

interface PeopleRow {
  people: string[];
  passed: string[];
  on_channels: string[][];
}

interface QuoteRow {
  step: number;
  words: string;
  language: string;
  person: string;
  instant: string;
  score: number | null;
}

interface Frame {
  span: Seen;
  before: Seen | null;
  windowDays: number;
}

async function ask(ctx: Context, steps: readonly BoundStep[], frame: Frame, signal?: AbortSignal): Promise<Found> {
  const query = <T extends object>(statement: Sql) => ctx.analytics.ask<T>(statement, { tenant: ctx, signal });
  const { span, before, windowDays } = frame;
  ctx.analytics.announce(4);
  const most = mostChannels(steps);
  const names = (await query<{ channel: string }>(channelNamesSql(span, most))).map(({ channel }) => channel).sort();
  const few = names.length <= most;
  if (!few) ctx.analytics.announce(1);
  const [many, [all], scores, quotes] = await Promise.all([
    few ? [] : query<ChannelRow>(channelsSql(steps, span)),
    query<PeopleRow>(peopleSql(steps, span, windowDays, few ? names : [])),
    query<Record<string, unknown>>(scoresSql(steps, span, before, laneFigures)),
    query<QuoteRow>(quotesSql(steps, span)),
  ]);
  const [people = [], passed = []] = [all?.people.map(Number), all?.passed.map(Number)];
  const channels = few ? names.map((channel, index) => ({ channel, people: all?.on_channels[index] ?? [] })) : many;
  return { channels, people, passed, scores, quotes, compared: before !== null };
}

const UNBOUND: Omit<StepNumbers, "step"> = {
  people: null,
  passed: null,
  passedBefore: null,
  droppedOff: null,
  satisfaction: null,
  effort: null,
  nps: null,
  emotion: null,
  expectation: null,
  quotes: [],
  channels: [],
};

/** Where a bound step stands, and where the forward step that it is counted from. */
interface Place {
  index: number;
  origin: number;
  kind: StepKind;
}

function numbersOf(ctx: Context, found: Found, { index, origin, kind }: Place): Omit<StepNumbers, "step"> {
  const peopleIn = (row: ChannelRow) => Number(row.people[index] ?? 0);
  const passed = found.passed[index] ?? 0;
  const passedBefore = origin < 0 ? null : (found.passed[origin] ?? 0);
  const scores = (now: number) => found.scores.find((row) => Number(row.step) === index && Number(row.now) === now);
  const current = scores(1);
  const previous = found.compared ? (scores(0) ?? null) : undefined;
  return {
    people: found.people[index] ?? 0,
    passed,
    passedBefore,
    droppedOff: passedBefore === null || kind !== "forward" ? null : passedBefore - passed,
    satisfaction: laneNumber("satisfaction", current, previous),
    effort: laneNumber("effort", current, previous),
    nps: laneNumber("nps", current, previous),
    emotion: laneNumber("emotion", current, previous),
    expectation: laneNumber("expectation", current, previous),
    quotes: found.quotes
      .filter((row) => row.step === index)
      .map((row) => ({
        text: row.words,
        score: row.score,
        at: new Date(Number(row.instant)).toISOString(),
        contactId: ctx.can("contacts:read") && row.person !== "0" ? row.person : "",
        language: row.language,
      })),
    channels: found.channels
      .filter((row) => peopleIn(row) > 0)
      .map((row) => ({ channel: row.channel, people: peopleIn(row) }))
      .sort((a, b) => b.people - a.people || (a.channel < b.channel ? -1 : 1))
      .slice(0, MOST_CHANNELS),
  };
}
