import type { Readable } from "node:stream";
import { and, eq, inArray, ne, or } from "drizzle-orm";
import type { Context } from "../context.ts";
import { problem } from "../http/problem.ts";
import { closeAddress, closuresOf } from "./closed-addresses.ts";
import type { MessageRow } from "./compose.ts";
import { mailMessages } from "./mail.tables.ts";
import { isGone } from "./outcome.ts";
import { type Report, readReport } from "./read-report.ts";

const MOST_BYTES = 1024 * 1024;
/** A report of which nothing comes for this long is given up. */
const STALL_MILLISECONDS = 60_000;

const table = mailMessages;

export interface Applied {
  kind: Report["kind"];
  matched: boolean;
  closed: boolean;
}

/**
 * Takes in what came back by mail: marks the message it is about and, where the address does not exist or its owner
 * complained, closes the address to the workspace. The same report again changes nothing.
 * @throws 400 `empty_body`, 413
 */
export async function applyReport(ctx: Context, body: Readable | undefined): Promise<Applied> {
  const report = await readReport(await readAll(body));
  const message = report.kind === "other" ? null : await findMessage(ctx, report.messageIds);
  if (!message) return { kind: report.kind, matched: false, closed: false };
  await ctx.db.transaction(async (db) => {
    await ctx.trail.note(db, { kind: "mail", id: message.id });
    if (report.kind === "delay") return markDelayed({ ...ctx, db }, message, report);
    const status = report.kind === "complaint" ? ("complained" as const) : ("bounced" as const);
    await db
      .update(table)
      .set({ status, reason: report.reason, settledAt: message.settledAt ?? ctx.now(), text: null, html: null })
      .where(one(message));
    if (report.kind === "complaint") await closeAddress({ ...ctx, db }, message, "complaint", report.reason);
    else if (isGone(report.status)) await closeAddress({ ...ctx, db }, message, "bounce", report.reason);
  });
  const closures = await closuresOf(ctx.db, [message]);
  return { kind: report.kind, matched: true, closed: closures.has(message) };
}

/** On its way still: what is said about it is worth knowing, unless it has come back already. */
async function markDelayed(ctx: Context, message: MessageRow, { reason }: Report): Promise<void> {
  await ctx.db
    .update(table)
    .set({ reason })
    .where(and(one(message), eq(table.status, "sent")));
}

function one({ workspace, id }: MessageRow) {
  return and(eq(table.workspace, workspace), eq(table.id, id));
}

/** A message that left, of the workspace; of any for who runs the system, whose one mailbox gets the bounces of all. */
async function findMessage(ctx: Context, messageIds: readonly string[]): Promise<MessageRow | null> {
  if (messageIds.length === 0) return null;
  const whose = ctx.can("system:mail") ? undefined : eq(table.workspace, ctx.workspace.id);
  const known = or(inArray(table.messageId, [...messageIds]), inArray(table.serverMessageId, [...messageIds]));
  // What was erased gets no answer of a server any more, which may name the person again.
  const rows = await ctx.db
    .select()
    .from(table)
    .where(and(whose, known, ne(table.recipientKey, "")));
  // A report is about the first message it names; others may have come along in a list of references.
  const place = (row: MessageRow) => messageIds.findIndex((id) => id === row.messageId || id === row.serverMessageId);
  return rows.toSorted((a, b) => place(a) - place(b))[0] ?? null;
}

async function readAll(body: Readable | undefined): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stalled = setTimeout(() => body?.destroy(new Error("nothing came")), STALL_MILLISECONDS);
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Buffer>) {
      stalled.refresh();
      size += chunk.length;
      if (size > MOST_BYTES) throw problem("report_too_large");
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(stalled);
  }
  if (size === 0) throw problem("report_empty");
  return Buffer.concat(chunks);
}
