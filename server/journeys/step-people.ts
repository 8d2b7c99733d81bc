import { z } from "zod";
import type { Period } from "../../contracts/metrics.ts";
import { contactNames } from "../contacts/contacts.ts";
import { resolvePeriod } from "../metrics/metrics.ts";
import type { Context } from "../platform/context.ts";
import { badRequest, notFound } from "../platform/http/problem.ts";
import { boundSteps } from "./journey-numbers.ts";
import { type Seen, stepPeopleSql, type Which } from "./numbers-sql.ts";
import { getJourney } from "./read-journeys.ts";

export interface PeopleAsked {
  which: Which;
  period: Period;
  timezone?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

interface PersonRow {
  person: string;
  at: string;
  total: string;
}

const NOBODY = { items: [], total: 0, nextCursor: null };

/** The people that a step's number counts, a page at a time. */
export async function listStepPeople(
  ctx: Context,
  { id, step }: { id: string; step: string },
  { which, period, timezone, limit, cursor }: PeopleAsked,
  signal?: AbortSignal,
) {
  const { document } = await getJourney(ctx, id);
  if (!document.phases.some((phase) => phase.steps.some((each) => each.id === step))) throw notFound();
  const span = resolvePeriod(period, timezone ?? ctx.workspace.timezone, ctx.now());
  const after = cursor === undefined ? null : readCursor(cursor);
  const bound = await boundSteps(ctx, document);
  const at = bound.findIndex((each) => each.id === step);
  if (at < 0 || (at === 0 && which === "droppedOff")) return NOBODY;
  const rows = await ctx.analytics.ask<PersonRow>(
    stepPeopleSql(bound, at, which, { span, windowDays: document.windowDays, after, limit: limit + 1 }),
    { tenant: ctx.workspace.id, signal },
  );
  const page = rows.slice(0, limit);
  const names = await contactNames(
    ctx,
    page.map((row) => row.person),
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      contactId: row.person,
      name: names.get(row.person) ?? "",
      lastAt: new Date(Number(row.at)).toISOString(),
    })),
    total: Number(rows[0]?.total ?? 0),
    nextCursor: last ? writeCursor({ lastAt: new Date(Number(last.at)), person: last.person }) : null,
  };
}

const contactId = z
  .string()
  .regex(/^\d{1,20}$/)
  .refine((digits) => BigInt(digits) < 2n ** 64n);
const cursorShape = z.tuple([z.number().int().min(0).max(8.64e12), contactId]);

function writeCursor({ lastAt, person }: Seen): string {
  return Buffer.from(JSON.stringify([lastAt.getTime(), person])).toString("base64url");
}

function readCursor(cursor: string): Seen {
  try {
    const [at, person] = cursorShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { lastAt: new Date(at), person };
  } catch {
    throw badRequest("invalid_cursor", "This cursor did not come from this list; leave it out to begin at the top.");
  }
}
