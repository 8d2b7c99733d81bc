import { z } from "zod";
import type { Condition } from "../../contracts/conditions.ts";
import type { SegmentMember } from "../../contracts/segments.ts";
import { describe } from "../../rules/describe.ts";
import { english } from "../../rules/english.ts";
import { contactNames } from "../contacts/contacts.ts";
import { sql, typed } from "../platform/analytics/sql.ts";
import type { Context } from "../platform/context.ts";
import { badRequest } from "../platform/http/problem.ts";
import { checkPersonCondition } from "./check-person-condition.ts";
import { personsSql } from "./persons-sql.ts";

const PREVIEWED = 20;

/** How many people meet a condition now. */
export async function sizeOf(ctx: Context, condition: Condition, signal?: AbortSignal) {
  const asOf = ctx.now();
  const [row] = await ctx.analytics.ask<{ size: string }>(
    sql`select count() as size from (${personsSql(condition, asOf)})`,
    { tenant: ctx.workspace.id, signal },
  );
  return { size: Number(row?.size ?? 0), asOf: asOf.toISOString() };
}

/** The size of a segment that is being written, with some of the people for those who may see people. */
export async function previewSegment(ctx: Context, condition: Condition, signal?: AbortSignal) {
  checkPersonCondition(condition);
  const words = describe(condition, english);
  if (!ctx.can("contacts:read")) return { ...(await sizeOf(ctx, condition, signal)), words, items: [] };
  const asOf = ctx.now();
  const { items, total } = await read(ctx, condition, asOf, { after: null, limit: PREVIEWED }, signal);
  return { size: total, asOf: asOf.toISOString(), words, items };
}

/** A page of the people of a segment, by the key of the person: an order that nothing they do changes. */
export async function listMembers(
  ctx: Context,
  condition: Condition,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  signal?: AbortSignal,
) {
  const after = cursor === undefined ? null : readCursor(cursor);
  const { items, total } = await read(ctx, condition, ctx.now(), { after, limit: limit + 1 }, signal);
  const page = items.slice(0, limit);
  const last = items.length > limit ? page.at(-1) : undefined;
  return { items: page, total, nextCursor: last ? Buffer.from(last.contactId).toString("base64url") : null };
}

async function read(
  ctx: Context,
  condition: Condition,
  now: Date,
  { after, limit }: { after: bigint | null; limit: number },
  signal?: AbortSignal,
): Promise<{ items: SegmentMember[]; total: number }> {
  const rows = await ctx.analytics.ask<{ contact: string; total: string }>(
    sql`select toString(who) as contact, total
        from (select who, count() over () as total from (${personsSql(condition, now)}))
        where who > ${typed.uint64(after ?? 0n)} order by who limit ${limit}`,
    { tenant: ctx.workspace.id, signal },
  );
  const names = await contactNames(
    ctx,
    rows.map((row) => row.contact),
  );
  return {
    items: rows.map(({ contact }) => ({ contactId: contact, name: names.get(contact) ?? "" })),
    total: Number(rows[0]?.total ?? 0),
  };
}

const contactId = z
  .string()
  .regex(/^\d{1,20}$/)
  .refine((digits) => BigInt(digits) < 2n ** 64n);

function readCursor(cursor: string): bigint {
  const read = contactId.safeParse(Buffer.from(cursor, "base64url").toString());
  if (read.success) return BigInt(read.data);
  throw badRequest("invalid_cursor", "This cursor did not come from this list; leave it out to begin at the top.");
}
