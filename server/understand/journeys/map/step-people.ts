import type { StepPeopleQuery } from "../../../../contracts/understand/journeys.ts";
import { originsOf, stepKindOf } from "../../../../contracts/words/step-kinds.ts";
import { listPeople } from "../../../know/contacts/contacts.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/http/problem.ts";
import { getJourney } from "../document/read-journeys.ts";
import { boundSteps, frameOf } from "./journey-numbers.ts";
import { stepPeopleSql } from "./numbers-sql.ts";

interface Step {
  /** Of the journey. */
  id: string;
  step: string;
}

type Asked = Pick<StepPeopleQuery, "which" | "period" | "timezone" | "segment">;

const nobody = sql`select toUInt64(0) as who, toInt64(0) as at where 0`;

/** The people that a step's number counts, a page at a time. */
export async function listStepPeople(
  ctx: Context,
  step: Step,
  { limit, cursor, ...asked }: StepPeopleQuery,
  signal?: AbortSignal,
) {
  return listPeople(ctx, await stepPeople(ctx, step, asked), { limit, cursor }, signal);
}

/** A SELECT of the people that a step's number counts; see {@link stepPeopleSql}. @throws 404 */
export async function stepPeople(ctx: Context, { id, step }: Step, asked: Asked): Promise<Sql> {
  const { which } = asked;
  const { document } = await getJourney(ctx, id);
  if (!document.phases.some((phase) => phase.steps.some((each) => each.id === step))) throw notFound();
  const { span } = await frameOf(ctx, asked);
  const bound = await boundSteps(ctx, document);
  const index = bound.findIndex((each) => each.id === step);
  const found = bound[index];
  if (!found) return nobody;
  // Nobody is lost at the first forward step, nor at what lies beside the way.
  const isLossKnown = stepKindOf(found) === "forward" && (originsOf(bound)[index] ?? -1) >= 0;
  if (which === "droppedOff" && !isLossKnown) return nobody;
  return stepPeopleSql(bound, index, which, span, document.windowDays);
}
