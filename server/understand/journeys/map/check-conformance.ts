import type { ConformanceAnswer, Deviation } from "../../../../contracts/understand/conformance.ts";
import type { JourneyDocument } from "../../../../contracts/understand/journeys.ts";
import type { Period } from "../../../../contracts/understand/metrics.ts";
import { stepKindOf } from "../../../../contracts/words/step-kinds.ts";
import { contactNames } from "../../../know/contacts/contacts.ts";
import { audienceSql } from "../../../know/segments/segments.ts";
import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { choose, type Figures, resolvePeriod, toMeasured, verdictOf } from "../../metrics/metrics.ts";
import { touchpointRules, visitsTo } from "../../touchpoints/touchpoints.ts";
import { touchpointsOf } from "../document/edit-journey.ts";
import { getJourney } from "../document/read-journeys.ts";
import { deviationsSql, FITNESS_PARTS, KIND, type Naming, satisfactionSql, unexpectedSql } from "./conformance-sql.ts";
import { boundSteps } from "./journey-numbers.ts";
import { type BoundStep, type Seen, waitsSql } from "./numbers-sql.ts";

interface DeviationRow {
  kind: number;
  a: number;
  b: number;
  people: string;
  fitted: number;
  examples: string[];
}

interface UnexpectedRow {
  name: string;
  people: string;
  examples: string[];
}

type FiguresRow = { deviated: number } & Record<string, unknown>;

interface Found {
  deviations: DeviationRow[];
  unexpected: UnexpectedRow[];
  answers: FiguresRow[];
  /** For each bound step the median and 90th percentile of milliseconds from the one before; null where nobody passed. */
  waits: (number | null)[][];
}

const NOTHING: Found = { deviations: [], unexpected: [], answers: [], waits: [] };

/** How people went against how the journey was designed, in four ClickHouse queries. */
export async function checkConformance(
  ctx: Context,
  id: string,
  asked: { period: Period; timezone?: string | undefined; segment?: string | undefined },
  signal?: AbortSignal,
): Promise<ConformanceAnswer> {
  const { document } = await getJourney(ctx, id);
  const timezone = asked.timezone ?? ctx.workspace.timezone;
  const asOf = ctx.now();
  const span = { ...resolvePeriod(asked.period, timezone, asOf), among: await audienceSql(ctx, asked.segment) };
  // What lies beside the way is designed to be left out.
  const bound = (await boundSteps(ctx, document)).filter((step) => stepKindOf(step) === "forward");
  const elsewhere = await otherPlaces(ctx, document);
  const found =
    bound.length > 0
      ? await ask(ctx, bound, { span, windowDays: document.windowDays }, elsewhere.naming, signal)
      : NOTHING;
  const named = await nameExamples(ctx, found);
  const of = (kind: number) => found.deviations.filter((row) => row.kind === kind);
  const rowOf = (kind: number, a: number) => named(of(kind).find((row) => row.a === a));
  const everyone = of(KIND.everyone)[0];
  const people = Number(everyone?.people ?? 0);
  const stepAt = (number: number) => bound[number - 1]?.id ?? "";
  return {
    definition: "conformance@1",
    people,
    asDesigned: Number(of(KIND.asDesigned)[0]?.people ?? 0),
    steps: document.phases
      .flatMap((phase) => phase.steps)
      .map((step) => {
        const number = bound.findIndex((each) => each.id === step.id) + 1;
        const [median, p90] = number > 1 ? (found.waits[number - 1] ?? []) : [];
        const sinceBefore = { median: seconds(median), p90: seconds(p90) };
        if (number === 0) return { step: step.id, skipped: null, repeated: null, sinceBefore };
        const [skipped, repeated] = [rowOf(KIND.skipped, number), rowOf(KIND.repeated, number)];
        return { step: step.id, skipped, repeated, sinceBefore };
      }),
    reversed: of(KIND.reversed).map((row) => ({ from: stepAt(row.a), to: stepAt(row.b), ...named(row) })),
    unexpected: {
      by: elsewhere.by,
      items: found.unexpected.map((row) => ({ name: elsewhere.nameOf(row.name), ...named(row) })),
    },
    fitness: {
      mean: people > 0 ? (everyone?.fitted ?? 0) / people : null,
      distribution: Array.from({ length: FITNESS_PARTS }, (_, part) => ({
        from: part / FITNESS_PARTS,
        to: (part + 1) / FITNESS_PARTS,
        people: rowOf(KIND.fitness, part).people,
      })),
    },
    satisfaction: satisfactionOf(found.answers),
    period: { from: span.from.toISOString(), to: span.to.toISOString(), timezone },
    asOf: asOf.toISOString(),
  };
}

/** Every rule is tried on every event, so beyond this many what is not on the map goes by the names of events. */
const MOST_TOUCHPOINTS = 100;

interface Places {
  by: "touchpoint" | "event";
  naming: Naming;
  nameOf: (answered: string) => string;
}

/** What an event that serves no step is called: by the touchpoints that are not on the map, or by itself without any. */
async function otherPlaces(ctx: Context, document: JourneyDocument): Promise<Places> {
  const onMap = new Set(touchpointsOf(document));
  const others = (await touchpointRules(ctx)).filter((each) => !onMap.has(each.id));
  if (others.length === 0 || others.length > MOST_TOUCHPOINTS)
    return {
      by: "event",
      naming: {
        name: sql`event`,
        has: sql`type not in ('identify', 'group', 'alias') and event not in ('', 'Feedback Received')`,
      },
      nameOf: (event) => event,
    };
  // Numbers are quicker to group by than names.
  const number = sql`toUInt16(multiIf(${joinSql(
    others.map((each, index) => sql`${visitsTo(each)}, ${index + 1}`),
    ", ",
  )}, 0))`;
  return {
    by: "touchpoint",
    naming: { name: number, has: sql`${number} != 0` },
    nameOf: (ordinal) => others[Number(ordinal) - 1]?.name ?? "",
  };
}

const csat = choose({ metric: "csat", variant: "mean", params: { scale: 5 } }, "satisfaction");
const csatScope = sql`(${csat.metric.scope(csat.params)}) and feedback_score between 1 and 5`;
const csatFigures = csat.metric.figures(csat.variant, csat.params, csatScope);

async function ask(
  ctx: Context,
  steps: readonly BoundStep[],
  { span, windowDays }: { span: Seen; windowDays: number },
  naming: Naming,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const query = <T extends object>(statement: Sql) => ctx.analytics.ask<T>(statement, { tenant: ctx, signal });
  const withExamples = ctx.can("contacts:read");
  const figures = Object.entries(csatFigures).map(([name, figure]) => sql`${figure} as ${typed.name(name)}`);
  ctx.analytics.announce(4);
  const [deviations, unexpected, answers, [waits]] = await Promise.all([
    query<DeviationRow>(deviationsSql(steps, span, withExamples)),
    query<UnexpectedRow>(unexpectedSql(steps, span, naming, withExamples)),
    query<FiguresRow>(satisfactionSql(steps, span, csatScope, figures)),
    query<{ spent: (number | null)[][] }>(waitsSql(steps, span, windowDays)),
  ]);
  return { deviations, unexpected, answers, waits: waits?.spent ?? [] };
}

function seconds(milliseconds: number | null | undefined): number | null {
  return milliseconds === null || milliseconds === undefined ? null : milliseconds / 1000;
}

type Counted = Pick<DeviationRow, "people" | "examples">;

async function nameExamples(ctx: Context, found: Found): Promise<(row: Counted | undefined) => Deviation> {
  const shown = found.deviations.filter((row) => row.kind >= KIND.skipped);
  const names = await contactNames(
    ctx,
    [...shown, ...found.unexpected].flatMap((row) => row.examples),
  );
  return (row) => ({
    people: Number(row?.people ?? 0),
    examples: (row?.examples ?? []).map((contactId) => ({ contactId, name: names.get(contactId) ?? "" })),
  });
}

function satisfactionOf(rows: readonly FiguresRow[]): ConformanceAnswer["satisfaction"] {
  const { metric, variant } = csat;
  const figuresOf = (deviated: number): Figures => {
    const row = rows.find((each) => Number(each.deviated) === deviated);
    return Object.fromEntries(
      Object.keys(csatFigures).map((name) => {
        const value = row?.[name];
        return [name, value === null || value === undefined ? null : Number(value)];
      }),
    );
  };
  const [deviated, asDesigned] = [figuresOf(1), figuresOf(0)];
  const measure = (figures: Figures) => {
    const { value, n, low, high } = metric.estimate(figures, variant);
    const within = (bound: number | null) => (bound === null ? null : Math.min(5, Math.max(1, bound)));
    return toMeasured({ value, n, low: within(low), high: within(high) }, metric.minimumN);
  };
  return {
    definition: `${metric.name}@${metric.version}`,
    deviated: measure(deviated),
    asDesigned: measure(asDesigned),
    ...verdictOf(metric, deviated, asDesigned, variant),
  };
}
