import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordsSystem } from "../platform/context.ts";
import { createLog } from "../platform/log.ts";
import { mailMessages } from "../platform/mail/mail.tables.ts";
import { createMail, type Mail, type NewMail } from "../platform/mail/mail.ts";
import { type MailSettings, readMailServer } from "../platform/mail/mail-settings.ts";
import { openTestRecords } from "./stores.ts";

export type Post = Awaited<ReturnType<typeof openPost>>;

/** The mail of a system on records of its own, without the rest of the program; the queue is drained by hand. */
export async function openPost(url: string | null, changes: Partial<MailSettings> = {}) {
  const records = await openTestRecords();
  const folder = mkdtempSync(join(tmpdir(), "throughline-mail-"));
  let now = Date.parse("2026-06-17T12:00:00.000Z");
  const system: RecordsSystem = { db: records.db, log: createLog("silent"), now: () => new Date(now) };
  const settings: MailSettings = {
    server: url === null ? undefined : readMailServer(url, undefined),
    from: { name: "Throughline", address: "hello@example.com" },
    returnPath: undefined,
    dkim: undefined,
    perHour: 5_000,
    domainPerHour: 5_000,
    connections: 4,
    timeoutSeconds: 20,
    ...changes,
  };
  const open = (): Mail =>
    createMail({
      ...{ system, settings, folder, secret: "s".repeat(32), publicUrl: () => "http://throughline.test" },
      send: async () => undefined,
      resolveTxt: async () => [],
    });
  let mail = open();
  const never = new AbortController().signal;
  return {
    system,
    settings,
    folder,
    enqueue: (db: RecordsSystem["db"], message: NewMail) => mail.enqueue(db, message),
    /** As if the program was started anew: what it had seen of servers is forgotten. */
    restart() {
      mail.close();
      mail = open();
    },
    /** Another process on the same records. */
    another: open,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    write: (to: string, more: Partial<NewMail> = {}) =>
      mail.enqueue(system.db, {
        workspace: "w",
        kind: "note",
        to: { address: to },
        subject: "Hello",
        text: "Hello.",
        ...more,
      }),
    drain: (signal = never) => mail.drain(signal),
    /** Every message by its address. */
    async rows() {
      const rows = await system.db.select().from(mailMessages);
      return new Map(rows.map((row) => [row.recipient, row]));
    },
    async close() {
      mail.close();
      await records.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
