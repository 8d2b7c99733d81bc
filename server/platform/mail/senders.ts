import { and, eq, gt, inArray } from "drizzle-orm";
import type { MailSender } from "../../../contracts/operate/mail.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { changedFields } from "../audit.ts";
import type { Context, RecordsSystem } from "../context.ts";
import type { Database } from "../db/database.ts";
import { problem } from "../http/problem.ts";
import { hashSecret, randomSecret } from "../secrets.ts";
import { mailSenders } from "./mail.tables.ts";
import { parseAddress } from "./mail-address.ts";
import type { MailSettings } from "./mail-settings.ts";

const CONFIRM_WITHIN = DAY;

export type EffectiveSender = MailSender["effective"];
type SenderRow = typeof mailSenders.$inferSelect;

/** Who the messages come from, by their workspaces: an own address only when whoever reads mail there has said yes. */
export async function effectiveSenders(
  db: Database,
  settings: MailSettings,
  messages: readonly { workspace: string }[],
): Promise<Map<string, EffectiveSender>> {
  const workspaces = [...new Set(messages.map(({ workspace }) => workspace))];
  const rows =
    workspaces.length > 0 ? await db.select().from(mailSenders).where(inArray(mailSenders.workspace, workspaces)) : [];
  const known = new Map(rows.map((row) => [row.workspace, row]));
  return new Map(workspaces.map((workspace) => [workspace, effectiveOf(known.get(workspace), settings)]));
}

export async function getSender(
  ctx: Context,
  settings: MailSettings,
): Promise<Omit<MailSender, "transport" | "server">> {
  const row = await readRow(ctx.db, ctx.workspace.id);
  return {
    name: row?.name ?? null,
    address: row?.address ?? null,
    confirmed: row?.confirmedAt != null,
    replyTo: row?.replyTo ?? null,
    effective: effectiveOf(row, settings),
  };
}

export interface SenderInput {
  name?: string | null | undefined;
  address?: string | null | undefined;
  replyTo?: string | null | undefined;
}

/**
 * Sets the sender of the workspace. `ask` sends the link that confirms a new address, in the same transaction.
 * @throws 400 for an address that is none
 */
export async function setSender(
  ctx: Context,
  input: SenderInput,
  ask: (db: Database, address: string, token: string) => Promise<unknown>,
): Promise<void> {
  const [address, replyTo] = [checked("address", input.address), checked("replyTo", input.replyTo)];
  await ctx.db.transaction(async (tx) => {
    const before = await readRow(tx, ctx.workspace.id);
    const name = input.name ?? null;
    const fields = changedFields(before ?? {}, { name, address, replyTo }, ["name", "address", "replyTo"]);
    await ctx.trail.note(tx, { kind: "mail_sender", id: ctx.workspace.id, fields });
    if (address === null || (before?.address === address && before.confirmedAt)) {
      const confirmedAt = address === null ? null : (before?.confirmedAt ?? null);
      return save(tx, ctx.workspace.id, { name, address, replyTo, confirmedAt, tokenHash: null, tokenExpiresAt: null });
    }
    const token = randomSecret();
    const tokenExpiresAt = new Date(ctx.now().getTime() + CONFIRM_WITHIN);
    const open = { confirmedAt: null, tokenHash: hashSecret(token), tokenExpiresAt };
    await save(tx, ctx.workspace.id, { name, address, replyTo, ...open });
    await ask(tx, address, token);
  });
}

/** @throws 404, the same for unknown, used and expired */
export async function confirmSender(system: RecordsSystem, token: string): Promise<string> {
  const now = system.now();
  const [confirmed] = await system.db
    .update(mailSenders)
    .set({ confirmedAt: now, tokenHash: null, tokenExpiresAt: null })
    .where(and(eq(mailSenders.tokenHash, hashSecret(token)), gt(mailSenders.tokenExpiresAt, now)))
    .returning({ address: mailSenders.address });
  if (!confirmed?.address) throw problem("sender_link_gone");
  return confirmed.address;
}

async function readRow(db: Database, workspace: string): Promise<SenderRow | undefined> {
  const [row] = await db.select().from(mailSenders).where(eq(mailSenders.workspace, workspace));
  return row;
}

async function save(db: Database, workspace: string, values: Omit<SenderRow, "workspace">): Promise<void> {
  await db
    .insert(mailSenders)
    .values({ workspace, ...values })
    .onConflictDoUpdate({ target: mailSenders.workspace, set: values });
}

function effectiveOf(row: SenderRow | undefined, { from }: MailSettings): EffectiveSender {
  const own = row?.confirmedAt ? row.address : null;
  return { name: row?.name ?? from.name, address: own ?? from.address, replyTo: row?.replyTo ?? null };
}

function checked(path: string, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const parsed = parseAddress(text);
  if (!parsed) throw problem("invalid_mail_address", { path });
  return parsed.address;
}
