import { z } from "zod";
import { cleanText, ONE_LINE } from "../clean-text.ts";
import { endpoint, idParams, instant, pageOf, pageQuery } from "../endpoint.ts";
import { MAIL_ADDRESS } from "../mail-address.ts";

/**
 * Where a message stands.
 * - `waiting`: in the queue, also after the server put it off (`reason` says why, `nextAt` when it is tried again)
 * - `sent`: the mail server took it; `kept`: written into the folder, because there is no mail server
 * - `refused`: it will not be sent; `reason` says why
 * - `bounced`, `complained`: what came back afterwards
 */
export const mailStatus = z.enum(["waiting", "sent", "kept", "refused", "bounced", "complained"]);
export type MailStatus = z.infer<typeof mailStatus>;

export const mailAddress = cleanText
  .trim()
  .max(254)
  .regex(MAIL_ADDRESS, "not an e-mail address; it has one @ and a domain, such as ann@example.com");

const senderName = cleanText.trim().min(1).max(80).regex(ONE_LINE, "holds a line break or another control character");

export const mailMessage = z
  .object({
    id: z.string(),
    /** What it was written for, such as `invitation` or `password_reset`. */
    kind: z.string(),
    /** Empty when everything that named the person was erased, and so is the subject. */
    to: z.string(),
    subject: z.string(),
    status: mailStatus,
    /** What the server or the bounce said last; null when nothing was said. */
    reason: z.string().nullable(),
    attempts: z.number().int(),
    createdAt: instant,
    /** When it was sent, kept or refused. */
    settledAt: instant.nullable(),
    /** When a waiting message is tried next. */
    nextAt: instant.nullable(),
  })
  .meta({ id: "MailMessage" });
export type MailMessage = z.infer<typeof mailMessage>;

/**
 * Why there is no body: it was `not_kept` (sent by a mail server, or its file is gone), or it lets somebody in, and that is
 * shown to who runs the `system` only.
 */
export const mailBodyHidden = z.enum(["not_kept", "system"]);

export const mailMessageDetail = mailMessage
  .extend({
    from: z.string().nullable(),
    text: z.string().nullable(),
    html: z.string().nullable(),
    hidden: mailBodyHidden.nullable(),
  })
  .meta({ id: "MailMessageDetail" });
export type MailMessageDetail = z.infer<typeof mailMessageDetail>;

export const mailSender = z
  .object({
    name: z.string().nullable(),
    address: z.string().nullable(),
    /** Whether the address was confirmed by the link sent to it; the system's own is used until then. */
    confirmed: z.boolean(),
    replyTo: z.string().nullable(),
    /** Who messages of the workspace come from now. */
    effective: z.object({ name: z.string(), address: z.string(), replyTo: z.string().nullable() }),
    /** `smtp` with the server's host and port, or `folder`: nothing leaves this machine. */
    transport: z.enum(["smtp", "folder"]),
    server: z.string().nullable(),
  })
  .meta({ id: "MailSender" });
export type MailSender = z.infer<typeof mailSender>;

/**
 * One record of the sender's domain.
 * - `ok`; `missing`; `several`: more than one, so that none counts; `invalid`: it cannot be read or lets everybody send
 * - `differs`: a DKIM record of another key; `revoked`: one without a key; `unsigned`: no key is set up to sign with
 * - `unreachable`: DNS could not be asked
 */
export const domainRecord = z
  .object({
    kind: z.enum(["spf", "dkim", "dmarc"]),
    /** Name of the TXT record; null when there is none to ask for. */
    name: z.string().nullable(),
    state: z.enum(["ok", "missing", "several", "invalid", "differs", "revoked", "unsigned", "unreachable"]),
    found: z.array(z.string()),
    /** Value of the record to add or to put in its place; null when nothing is to be done here. */
    add: z.string().nullable(),
  })
  .meta({ id: "MailDomainRecord" });
export type DomainRecord = z.infer<typeof domainRecord>;

export const closedAddress = z
  .object({
    id: z.string(),
    address: z.string(),
    cause: z.enum(["bounce", "complaint", "refusal"]),
    reason: z.string(),
    closedAt: instant,
  })
  .meta({ id: "ClosedMailAddress" });
export type ClosedAddress = z.infer<typeof closedAddress>;

export const mailApi = {
  listMail: endpoint({
    method: "GET",
    path: "/api/v1/mail",
    tag: "Mail",
    summary: "Messages of the workspace, newest first",
    description:
      "Who holds `system:mail` also sees the system's own messages, such as those with which passwords are reset.",
    access: "mail:read",
    audits: "read",
    query: pageQuery.extend({ status: mailStatus.optional(), to: cleanText.trim().min(1).max(254).optional() }),
    response: pageOf(mailMessage),
    status: 200,
  }),
  getMail: endpoint({
    method: "GET",
    path: "/api/v1/mail/:id",
    tag: "Mail",
    summary: "One message; with its text while it lies in the folder",
    access: "mail:read",
    audits: "read",
    params: idParams,
    response: mailMessageDetail,
    status: 200,
  }),
  eraseMail: endpoint({
    method: "POST",
    path: "/api/v1/mail-erasures",
    tag: "Mail",
    summary: "Erase everything addressed to an address",
    description:
      "Texts, subjects and the address itself go, waiting messages are not sent, and the address is no longer held as closed. How many messages there were and how they ended stays.",
    access: "mail:edit",
    body: z.object({ address: mailAddress }),
    response: z.object({ erased: z.number().int() }),
    status: 200,
  }),
  getMailSender: endpoint({
    method: "GET",
    path: "/api/v1/mail-sender",
    tag: "Mail",
    summary: "Who messages of the workspace come from, and how they leave",
    access: "mail:read",
    response: mailSender,
    status: 200,
  }),
  setMailSender: endpoint({
    method: "PUT",
    path: "/api/v1/mail-sender",
    tag: "Mail",
    summary: "Set the sender of the workspace",
    description:
      "A new address is used once it is confirmed by the link sent to it. What is null or absent is taken from the system.",
    access: "mail:edit",
    body: z.object({
      name: senderName.nullish(),
      address: mailAddress.nullish(),
      replyTo: mailAddress.nullish(),
    }),
    response: mailSender,
    status: 200,
  }),
  confirmMailSender: endpoint({
    method: "POST",
    path: "/api/v1/mail-sender/confirmations",
    tag: "Mail",
    summary: "Confirm a sender's address with the token of the link sent to it",
    access: "public",
    // Whoever reads the mailbox has no name here; who asked them has, in the log.
    audits: "nothing",
    body: z.object({ token: z.string().length(43, "the link is not whole; open all of it as it was sent to you") }),
    response: z.object({ address: z.string() }),
    status: 200,
  }),
  testMail: endpoint({
    method: "POST",
    path: "/api/v1/mail-tests",
    tag: "Mail",
    summary: "Send a test message, and look at the records of the sender's domain",
    description: "20 an hour in a workspace at most (429). Ask for the message again to see how it ended.",
    access: "mail:edit",
    body: z.object({ to: mailAddress }),
    response: z.object({ message: mailMessage, domain: z.string().nullable(), records: z.array(domainRecord) }),
    status: 201,
  }),
  reportMail: endpoint({
    method: "POST",
    path: "/api/v1/mail-reports",
    tag: "Mail",
    summary: "Hand in a bounce or a complaint as it came by mail",
    description:
      "The raw message: a delivery report (RFC 3464) or a feedback report (RFC 5965), 1 MiB at most. The message it is about is found by its envelope id or Message-ID, among those of the key's workspace; with the scope `system:mail` among all. An address that does not exist, or somebody who complained, gets no more mail of that workspace.",
    access: "mail:report",
    consumes: "message/rfc822",
    response: z.object({
      kind: z.enum(["bounce", "delay", "complaint", "other"]),
      /** Whether it was about a message of ours. */
      matched: z.boolean(),
      /** Whether the address is closed now. */
      closed: z.boolean(),
    }),
    status: 200,
  }),
  listClosedAddresses: endpoint({
    method: "GET",
    path: "/api/v1/closed-addresses",
    tag: "Mail",
    summary: "Addresses that get no more mail, newest first",
    access: "mail:read",
    audits: "read",
    query: pageQuery,
    response: pageOf(closedAddress),
    status: 200,
  }),
  reopenAddress: endpoint({
    method: "DELETE",
    path: "/api/v1/closed-addresses/:id",
    tag: "Mail",
    summary: "Let an address get mail again",
    access: "mail:edit",
    params: idParams,
    status: 204,
  }),
};
