import type {
  JourneyDocument,
  JourneyNumbers,
  NumbersQuery,
  StepNumbers,
} from "../../../../contracts/understand/journeys.ts";
import { originsOf, stepKindOf } from "../../../../contracts/words/step-kinds.ts";
import { audienceSql } from "../../../know/segments/segments.ts";
import type { Context } from "../../../platform/context.ts";
import { previousPeriod, resolvePeriod } from "../../metrics/metrics.ts";
import { feedbackAbout, getTouchpoints, type TouchpointRule, visitsTo } from "../../touchpoints/touchpoints.ts";
import { touchpointsOf } from "../document/edit-journey.ts";
import { getJourney } from "../document/read-journeys.ts";
import type { BoundStep } from "./numbers-sql.ts";
import { findNumbers, numbersOf } from "./step-numbers.ts";

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

/** Where in time numbers are looked for, and of whom. @throws 422 for a segment that does not exist */
export async function frameOf(ctx: Context, asked: NumbersQuery) {
  const timezone = asked.timezone ?? ctx.workspace.timezone;
  const asOf = ctx.now();
  const among = await audienceSql(ctx, asked.segment);
  const span = { ...resolvePeriod(asked.period, timezone, asOf), among };
  const before = asked.compare ? { ...previousPeriod(asked.period, timezone, asOf, asked.compare), among } : null;
  const told = {
    period: { from: span.from.toISOString(), to: span.to.toISOString(), timezone },
    asOf: asOf.toISOString(),
  };
  return { span, before, told };
}

/** Every number of a map. */
export async function journeyNumbers(
  ctx: Context,
  id: string,
  asked: NumbersQuery,
  signal?: AbortSignal,
): Promise<JourneyNumbers> {
  const { document } = await getJourney(ctx, id);
  const { span, before, told } = await frameOf(ctx, asked);
  const bound = await boundSteps(ctx, document);
  const found =
    bound.length > 0 ? await findNumbers(ctx, bound, { span, before, windowDays: document.windowDays }, signal) : null;
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
    ...told,
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
      return touchpoint ? [{ id, kind, ...boundTo(touchpoint) }] : [];
    });
}

/** A step that is this touchpoint. */
export function boundTo(touchpoint: TouchpointRule): BoundStep {
  return { visit: visitsTo(touchpoint), feedback: feedbackAbout(touchpoint) };
}
