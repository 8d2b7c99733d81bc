import type { Acting, RecordsSystem } from "../context.ts";
import type { Database } from "../db/database.ts";
import { createSeal } from "../seal.ts";
import { resolveTxt as askDns, type ResolveTxt } from "./check-domain.ts";
import { createDrain } from "./drain.ts";
import { enqueue, type NewMail } from "./enqueue.ts";
import { eraseMailTo, tidyMail } from "./erase-mail.ts";
import { createMailFolder, type MailFolder } from "./folder-transport.ts";
import type { MailSettings } from "./mail-settings.ts";
import { releaseClaims } from "./queued.ts";
import { createSmtpTransport } from "./smtp-transport.ts";
import type { Transport } from "./transport.ts";

export interface Mail {
  settings: MailSettings;
  transport: Transport;
  folder: MailFolder;
  resolveTxt: ResolveTxt;
  /** The address people use. */
  publicUrl(): string;
  /**
   * Adds a message in the transaction of the act that causes it, and returns its id. `wake` it after that transaction.
   * @throws 400 `invalid_mail`
   */
  enqueue(db: Database, mail: NewMail): Promise<string>;
  /** Has the queue looked at soon; it is looked at every minute anyway. */
  wake(): void;
  /** Sends what is due. */
  drain(signal: AbortSignal): Promise<void>;
  /** Takes up at once what a killed process had in hand. Only where no other process can be sending. */
  resume(): Promise<void>;
  /** Deletes texts that were kept long enough. */
  tidy(signal: AbortSignal): Promise<void>;
  /** Erases everything addressed to an address, in one workspace; returns how many messages there were. */
  eraseTo(acting: Pick<Acting, "trail">, workspace: string, address: string): Promise<number>;
  close(): void;
}

export interface MailOptions {
  system: RecordsSystem;
  settings: MailSettings;
  /** Where messages lie when there is no server. */
  folder: string;
  /** Seals what lets people in. */
  secret: string;
  publicUrl: () => string;
  /** Sends the job that drains the queue. */
  send: () => Promise<void>;
  /** Instead of DNS. */
  resolveTxt?: ResolveTxt | undefined;
}

export function createMail({ system, settings, secret, publicUrl, send, ...options }: MailOptions): Mail {
  const seal = createSeal(secret, "mail");
  const folder = createMailFolder(options.folder);
  const transport = settings.server ? createSmtpTransport(settings.server, settings) : folder;
  const drain = createDrain({ system, settings, seal, transport, folder });
  return {
    settings,
    transport,
    folder,
    resolveTxt: options.resolveTxt ?? askDns,
    publicUrl,
    drain,
    enqueue: (db, mail) => enqueue({ system, settings, seal }, db, mail),
    wake: () => void send().catch((error: unknown) => system.log.error({ err: error }, "the mail queue was not woken")),
    resume: () => releaseClaims(system.db),
    tidy: (signal) => tidyMail(system, folder, signal),
    eraseTo: ({ trail }, workspace, address) => eraseMailTo({ ...system, trail }, folder, workspace, address),
    close: () => transport.close(),
  };
}
