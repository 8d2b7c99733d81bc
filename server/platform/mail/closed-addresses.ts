import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ClosedAddress } from "../../../contracts/operate/mail.ts";
import type { Context, RecordsSystem } from "../context.ts";
import type { Database } from "../db/database.ts";
import { isId } from "../db/record-id.ts";
import { notFound } from "../http/problem.ts";
import type { MessageRow } from "./compose.ts";
import { placeOf } from "./list-mail.ts";
import { mailClosedAddresses } from "./mail.tables.ts";
import { ofWorkspace } from "./whose.ts";

const table = mailClosedAddresses;

/** Of messages of one workspace or several: why nothing is sent to their addresses any more. */
export async function closuresOf(db: Database, messages: readonly MessageRow[]): Promise<Map<MessageRow, string>> {
  if (messages.length === 0) return new Map();
  const rows = await db
    .select({ workspace: table.workspace, recipientKey: table.recipientKey, reason: table.reason })
    .from(table)
    .where(
      and(
        inArray(table.workspace, [...new Set(messages.map(({ workspace }) => workspace))]),
        inArray(table.recipientKey, [...new Set(messages.map(({ recipientKey }) => recipientKey))]),
      ),
    );
  const reasons = new Map(rows.map((row) => [`${row.workspace} ${row.recipientKey}`, row.reason]));
  return new Map(
    messages.flatMap((message) => {
      const reason = reasons.get(`${message.workspace} ${message.recipientKey}`);
      return reason === undefined ? [] : [[message, reason] as const];
    }),
  );
}

/** Closes the address of a message to the workspace that sent it. Nothing when it is closed, or was erased. */
export async function closeAddress(
  { db, now }: RecordsSystem,
  { workspace, recipientKey }: { workspace: string; recipientKey: string },
  cause: ClosedAddress["cause"],
  reason: string,
): Promise<void> {
  if (recipientKey === "") return;
  await db
    .insert(table)
    .values({ workspace, id: uuidv7(), recipientKey, cause, reason, closedAt: now() })
    .onConflictDoNothing();
}

export async function listClosedAddresses(
  ctx: Context,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const rows = await ctx.db
    .select()
    .from(table)
    .where(and(ofWorkspace(ctx, table.workspace), cursor === undefined ? undefined : lt(table.id, placeOf(cursor))))
    .orderBy(desc(table.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ id, recipientKey, cause, reason, closedAt }) => ({
      ...{ id, cause, reason },
      address: recipientKey,
      closedAt: closedAt.toISOString(),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** @throws 404 */
export async function reopenAddress(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (tx) => {
    const gone = await tx
      .delete(table)
      .where(and(ofWorkspace(ctx, table.workspace), eq(table.id, id)))
      .returning({ id: table.id });
    if (gone.length === 0) throw notFound();
    await ctx.trail.note(tx, { kind: "closed_address", id });
  });
}
