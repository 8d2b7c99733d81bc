import { z } from "zod";
import { contactNames } from "../contacts/contacts.ts";
import type { Sql } from "../platform/analytics/sql.ts";
import type { Context } from "../platform/context.ts";
import { badRequest } from "../platform/http/problem.ts";

/** Where a page of people ended. */
export interface Seen {
  lastAt: Date;
  person: string;
}

interface PersonRow {
  person: string;
  at: string;
  total: string;
}

/**
 * A page of the people behind a number. `statement` answers `person`, `at` (milliseconds of the epoch) and in every row the `total`,
 * newest first and then by the larger person, after `after`.
 */
export async function listPeople(
  ctx: Context,
  statement: (after: Seen | null, limit: number) => Sql,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  signal?: AbortSignal,
) {
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await ctx.analytics.ask<PersonRow>(statement(after, limit + 1), { tenant: ctx.workspace.id, signal });
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
