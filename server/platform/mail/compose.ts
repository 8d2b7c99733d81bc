import type { SendMailOptions } from "nodemailer";
import type { Seal } from "../seal.ts";
import type { mailMessages } from "./mail.tables.ts";
import { parseAddress } from "./mail-address.ts";
import type { MailSettings } from "./mail-settings.ts";
import type { EffectiveSender } from "./senders.ts";

/** By RFC 3461. */
const LONGEST_ENVELOPE_ID = 100;

export type MessageRow = typeof mailMessages.$inferSelect;

/**
 * A message as it leaves, the same at every attempt but for who it comes from.
 * @throws Error when its text is sealed with another secret
 */
export function compose(
  row: MessageRow,
  sender: EffectiveSender,
  { settings, seal }: { settings: MailSettings; seal: Seal },
): SendMailOptions {
  const body = (text: string) => (row.secret ? seal.open(text, row.id) : text);
  const { dkim } = settings;
  const domain = parseAddress(sender.address)?.domain;
  return {
    from: { name: sender.name, address: sender.address },
    to: { name: row.recipientName ?? "", address: row.recipient },
    ...(sender.replyTo ? { replyTo: { name: "", address: sender.replyTo } } : {}),
    envelope: { from: settings.returnPath ?? sender.address, to: row.recipient },
    subject: row.subject,
    text: body(row.text ?? ""),
    ...(row.html === null ? {} : { html: body(row.html) }),
    messageId: `<${row.messageId}>`,
    date: row.createdAt,
    // No out-of-office answers, please.
    headers: { "Auto-Submitted": "auto-generated" },
    // A bounce then names the message, also where it brings nothing of it back.
    dsn: {
      return: "headers",
      notify: ["failure", "delay"],
      ...(row.messageId.length <= LONGEST_ENVELOPE_ID ? { id: row.messageId } : {}),
    },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim && domain
      ? { dkim: { domainName: domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }
      : {}),
  };
}
