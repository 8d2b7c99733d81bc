import type { NumbersQuery } from "../../../../contracts/understand/journeys.ts";
import type { TouchpointNumbers, TouchpointPeopleQuery } from "../../../../contracts/understand/touchpoint-numbers.ts";
import { listPeople } from "../../../know/contacts/contacts.ts";
import type { Sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { getTouchpoint } from "../../touchpoints/touchpoints.ts";
import { boundTo, frameOf } from "./journey-numbers.ts";
import { stepPeopleSql } from "./numbers-sql.ts";
import { findNumbers, numbersOf } from "./step-numbers.ts";

/** Of no consequence to one step: nobody goes on from it. */
const WINDOW_DAYS = 1;

/** The numbers of a touchpoint: those of a map with this one step. @throws 404 */
export async function touchpointNumbers(
  ctx: Context,
  id: string,
  asked: NumbersQuery,
  signal?: AbortSignal,
): Promise<TouchpointNumbers> {
  const step = boundTo(await getTouchpoint(ctx, id));
  const { span, before, told } = await frameOf(ctx, asked);
  const found = await findNumbers(ctx, [step], { span, before, windowDays: WINDOW_DAYS }, signal);
  const { passed, passedBefore, droppedOff, ...numbers } = numbersOf(ctx, found, {
    index: 0,
    origin: -1,
    kind: "forward",
  });
  return { ...numbers, ...told };
}

/** The people who visited a touchpoint, a page at a time. @throws 404 */
export async function listTouchpointPeople(
  ctx: Context,
  id: string,
  { limit, cursor, ...asked }: TouchpointPeopleQuery,
  signal?: AbortSignal,
) {
  return listPeople(ctx, await touchpointPeople(ctx, id, asked), { limit, cursor }, signal);
}

/** A SELECT of the people who visited a touchpoint; see {@link stepPeopleSql}. @throws 404 */
export async function touchpointPeople(
  ctx: Context,
  id: string,
  asked: Pick<TouchpointPeopleQuery, "period" | "timezone" | "segment">,
): Promise<Sql> {
  const step = boundTo(await getTouchpoint(ctx, id));
  const { span } = await frameOf(ctx, asked);
  return stepPeopleSql([step], 0, "people", span, WINDOW_DAYS);
}
