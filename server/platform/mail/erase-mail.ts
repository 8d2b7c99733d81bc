import { and, eq, inArray, isNotNull, lt, type SQL } from "drizzle-orm";
import { DAY } from "../../../contracts/words/durations.ts";
import type { Acting, RecordsSystem } from "../context.ts";
import type { Database } from "../db/database.ts";
import type { MailFolder } from "./folder-transport.ts";
import { mailClosedAddresses, mailMessages } from "./mail.tables.ts";
import { parseAddress } from "./mail-address.ts";

/** Texts are kept so long after a message was sent or given up. */
const TEXT_KEPT = 30 * DAY;
const AT_ONCE = 500;
/** Messages of one erasure that the audit log names. */
const MOST_NOTED = 50;

/**
 * Erases everything a workspace has addressed to an address: texts, subjects, names, answers of servers, the address itself,
 * and that it was closed. What waits is not sent. Rows stay, so that numbers of messages and how they ended do.
 * Returns how many messages there were.
 */
export async function eraseMailTo(
  { db, now, trail }: RecordsSystem & Pick<Acting, "trail">,
  folder: MailFolder,
  workspace: string,
  address: string,
): Promise<number> {
  const key = parseAddress(address)?.key;
  if (key === undefined) return 0;
  const erased = await db.transaction(async (tx) => {
    const gone = await forgetAddressed(tx, now(), workspace, [key]);
    for (const id of gone.slice(0, MOST_NOTED)) await trail.note(tx, { kind: "mail", id });
    return gone;
  });
  await folder.remove(erased);
  return erased.length;
}

/** Messages of a workspace to some addresses, by what addresses are compared by. */
export function addressedTo(workspace: string, keys: readonly string[]): SQL | undefined {
  return and(eq(mailMessages.workspace, workspace), inArray(mailMessages.recipientKey, [...keys]));
}

/** The same as {@link eraseMailTo} within a transaction; answers ids, whose files are still in the folder. */
export async function forgetAddressed(
  db: Database,
  now: Date,
  workspace: string,
  keys: readonly string[],
): Promise<string[]> {
  if (keys.length === 0) return [];
  const nothing = { recipient: "", recipientKey: "", domain: "", recipientName: null };
  const theirs = addressedTo(workspace, keys);
  await db
    .update(mailMessages)
    .set({ status: "refused", settledAt: now })
    .where(and(theirs, eq(mailMessages.status, "waiting")));
  await db
    .delete(mailClosedAddresses)
    .where(and(eq(mailClosedAddresses.workspace, workspace), inArray(mailClosedAddresses.recipientKey, [...keys])));
  const gone = await db
    .update(mailMessages)
    .set({ ...nothing, subject: "", text: null, html: null, reason: null })
    .where(theirs)
    .returning({ id: mailMessages.id });
  return gone.map(({ id }) => id);
}

/** Deletes the texts of messages that ended long ago; how they ended stays. */
export async function tidyMail({ db, now }: RecordsSystem, folder: MailFolder, signal: AbortSignal): Promise<void> {
  const before = new Date(now().getTime() - TEXT_KEPT);
  const old = and(lt(mailMessages.settledAt, before), isNotNull(mailMessages.text));
  const some = db.select({ id: mailMessages.messageId }).from(mailMessages).where(old).limit(AT_ONCE);
  for (let emptied = AT_ONCE; emptied === AT_ONCE && !signal.aborted; ) {
    const rows = await db
      .update(mailMessages)
      .set({ text: null, html: null })
      .where(inArray(mailMessages.messageId, some))
      .returning({ id: mailMessages.messageId });
    emptied = rows.length;
  }
  await folder.removeOlder(before);
}
