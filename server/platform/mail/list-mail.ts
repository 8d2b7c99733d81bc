import { and, desc, eq, lt } from "drizzle-orm";
import type { MailMessage, MailMessageDetail, MailStatus } from "../../../contracts/operate/mail.ts";
import type { Context } from "../context.ts";
import { isId } from "../db/record-id.ts";
import { notFound, problem } from "../http/problem.ts";
import type { MessageRow } from "./compose.ts";
import type { MailFolder } from "./folder-transport.ts";
import { mailMessages } from "./mail.tables.ts";
import { parseAddress } from "./mail-address.ts";
import { ofWorkspace } from "./whose.ts";

const table = mailMessages;

export interface MailAsked {
  cursor?: string | undefined;
  limit: number;
  status?: MailStatus | undefined;
  /** An address, whole. */
  to?: string | undefined;
}

/** Messages, newest first, a page at a time. */
export async function listMail(ctx: Context, { cursor, limit, status, to }: MailAsked) {
  const recipient = to === undefined ? undefined : (parseAddress(to)?.key ?? to);
  const rows = await ctx.db
    .select()
    .from(table)
    .where(
      and(
        ofWorkspace(ctx, table.workspace),
        cursor === undefined ? undefined : lt(table.id, placeOf(cursor)),
        status === undefined ? undefined : eq(table.status, status),
        recipient === undefined ? undefined : eq(table.recipientKey, recipient),
      ),
    )
    .orderBy(desc(table.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { items: page.map(toMessage), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** @throws 404 */
export async function getMail(ctx: Context, folder: MailFolder, id: string): Promise<MailMessageDetail> {
  const [row] = isId(id)
    ? await ctx.db
        .select()
        .from(table)
        .where(and(ofWorkspace(ctx, table.workspace), eq(table.id, id)))
    : [];
  if (!row) throw notFound();
  const message = toMessage(row);
  const nothing = { from: null, text: null, html: null };
  if (row.secret && !ctx.can("system:mail")) return { ...message, ...nothing, hidden: "system" };
  const kept = row.status === "kept" ? await folder.read(row.id) : null;
  if (kept) return { ...message, from: kept.from, text: kept.text, html: kept.html, hidden: null };
  if (row.text === null || row.secret) return { ...message, ...nothing, hidden: "not_kept" };
  return { ...message, from: null, text: row.text, html: row.html, hidden: null };
}

export function toMessage(row: MessageRow): MailMessage {
  return {
    id: row.id,
    kind: row.kind,
    to: row.recipient,
    subject: row.subject,
    status: row.status,
    reason: row.reason,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    nextAt: row.status === "waiting" ? row.nextAt.toISOString() : null,
  };
}

/** Ids rise with time, so the last one of a page is where the next begins. @throws 400 */
export function placeOf(cursor: string): string {
  if (isId(cursor)) return cursor;
  throw problem("invalid_cursor");
}
