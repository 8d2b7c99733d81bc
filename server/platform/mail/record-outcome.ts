import { MINUTE } from "../../../contracts/words/durations.ts";
import type { RecordsSystem } from "../context.ts";
import type { Seal } from "../seal.ts";
import { closeAddress } from "./closed-addresses.ts";
import type { MessageRow } from "./compose.ts";
import type { MailFolder } from "./folder-transport.ts";
import type { MailSettings } from "./mail-settings.ts";
import type { Outcome } from "./outcome.ts";
import { isErased, settle } from "./queued.ts";
import type { Transport } from "./transport.ts";

/** After the first, second, … attempt; the last one for all that follow. */
const RETRY_MINUTES = [1, 2, 4, 8, 15, 30, 60];

export interface DrainOptions {
  system: RecordsSystem;
  settings: MailSettings;
  seal: Seal;
  transport: Transport;
  folder: MailFolder;
}

/** Marks a message with how an attempt ended: settled, or to be tried again. */
export async function recordOutcome(options: DrainOptions, message: MessageRow, outcome: Outcome): Promise<void> {
  const { system } = options;
  switch (outcome.kind) {
    case "accepted":
      return accept(options, message, outcome.serverMessageId);
    case "refused":
      if ((await refuse(system, message, outcome.reason)) && outcome.gone)
        await closeAddress(system, message, "refusal", outcome.reason);
      return;
    case "stopped":
      await settle(system.db, message, {});
      return;
    default: {
      const minutes = RETRY_MINUTES[message.attempts - 1] ?? RETRY_MINUTES.at(-1) ?? 1;
      const nextAt = new Date(system.now().getTime() + minutes * MINUTE);
      if (nextAt > message.expiresAt) await refuse(system, message, `Not taken in time. ${outcome.reason}`);
      else await settle(system.db, message, { nextAt, reason: outcome.reason });
    }
  }
}

/** Marks a message as one that will not be sent, without an attempt. */
export async function recordUntried({ system }: DrainOptions, message: MessageRow, reason: string): Promise<void> {
  await refuse(system, message, reason, message.attempts - 1);
}

async function accept(
  { system, transport, folder }: DrainOptions,
  message: MessageRow,
  serverMessageId: string | null,
): Promise<void> {
  const kept = transport.kind === "folder";
  // What lies in the folder need not lie here too, and what lets somebody in lies here no longer than it must.
  const body = kept || message.secret ? { text: null, html: null } : {};
  const status = kept ? ("kept" as const) : ("sent" as const);
  const ended = { status, serverMessageId, reason: null, settledAt: system.now() };
  const settled = await settle(system.db, message, { ...ended, ...body });
  // Erased while it was being written: its file came too late to go with the rest.
  if (!settled && kept && (await isErased(system.db, message))) await folder.remove([message.id]);
}

function refuse(
  { db, now }: RecordsSystem,
  message: MessageRow,
  reason: string,
  attempts = message.attempts,
): Promise<boolean> {
  const body = message.secret ? { text: null, html: null } : {};
  return settle(db, message, { status: "refused", reason, attempts, settledAt: now(), ...body });
}
