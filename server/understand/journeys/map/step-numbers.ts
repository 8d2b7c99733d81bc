import type { StepNumbers } from "../../../../contracts/understand/journeys.ts";
import type { StepKind } from "../../../../contracts/words/step-kinds.ts";
import type { Sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
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

/** Of a step that has a touchpoint. */
type BoundNumbers = Omit<StepNumbers, "step" | "people"> & { people: number };

export interface Found {
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

export interface Frame {
  span: Seen;
  before: Seen | null;
  windowDays: number;
}

/** What the log holds of steps, in four ClickHouse queries however many there are; in five where there are many channels. */
export async function findNumbers(
  ctx: Context,
  steps: readonly BoundStep[],
  frame: Frame,
  signal?: AbortSignal,
): Promise<Found> {
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

/** Where a bound step stands, and where the forward step that it is counted from. */
interface Place {
  index: number;
  origin: number;
  kind: StepKind;
}

/** The numbers of the step at this place. */
export function numbersOf(ctx: Context, found: Found, { index, origin, kind }: Place): BoundNumbers {
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
