import { z } from "zod";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { readCursor, writeCursor } from "../../../platform/http/list-cursor.ts";
import { contactNames } from "./contact-names.ts";

export interface PageAsked {
  limit: number;
  cursor?: string | undefined;
}

/** A page of the people behind a number with their names, newest first; see {@link pageOfPeople}. */
export async function listPeople(ctx: Context, people: Sql, asked: PageAsked, signal?: AbortSignal) {
  const { items, ...page } = await pageOfPeople(ctx, people, asked, signal);
  const names = await contactNames(
    ctx,
    items.map(({ contactId }) => contactId),
  );
  return { items: items.map((each) => ({ ...each, name: names.get(each.contactId) ?? "" })), ...page };
}

/**
 * A page of people, newest first. `people` is a SELECT of `who` and `at`, the moment shown with them in milliseconds of the
 * epoch, one row each.
 * @throws 400 for a cursor that came from elsewhere
 */
export async function pageOfPeople(ctx: Context, people: Sql, { limit, cursor }: PageAsked, signal?: AbortSignal) {
  const after = cursor === undefined ? null : readCursor(cursorShape, cursor);
  const rest = after
    ? sql`where (moment, who) < (toInt64(${String(after[0])}), ${typed.uint64(BigInt(after[1]))})`
    : sql``;
  const rows = await ctx.analytics.ask<{ person: string; moment: string; total: string }>(
    sql`select toString(who) as person, moment, total
        from (select who, toInt64(at) as moment, count() over () as total from (${people}))
        ${rest}
        order by moment desc, who desc
        limit ${limit + 1}`,
    { tenant: ctx, signal },
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      contactId: row.person,
      lastAt: new Date(Number(row.moment)).toISOString(),
    })),
    total: Number(rows[0]?.total ?? 0),
    nextCursor: last ? writeCursor([Number(last.moment), last.person]) : null,
  };
}

const contactId = z
  .string()
  .regex(/^\d{1,20}$/)
  .refine((digits) => BigInt(digits) < 2n ** 64n);
/** Where a page of people ended: milliseconds of the epoch, and the person. */
const cursorShape = z.tuple([z.number().int().min(0).max(8.64e12), contactId]);
