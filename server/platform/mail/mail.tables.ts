import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ClosedAddress, MailStatus } from "../../../contracts/operate/mail.ts";
import { instant } from "../db/instant-column.ts";

/** Every message: the queue while it is `waiting`, afterwards how it ended. One row is one recipient. */
export const mailMessages = pgTable(
  "mail_messages",
  {
    /** Empty for the system's own messages, which belong to no workspace. */
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    /** As it was written; empty once everything that named the person is erased, like the two after it. */
    recipient: text("recipient").notNull(),
    recipientKey: text("recipient_key").notNull(),
    domain: text("domain").notNull(),
    recipientName: text("recipient_name"),
    /** The same at every attempt, without the angle brackets. */
    messageId: text("message_id").notNull(),
    /** The one the server gave it instead, where it said so. */
    serverMessageId: text("server_message_id"),
    subject: text("subject").notNull(),
    /** Null when there is nothing more to send from and the time to keep it is over. */
    text: text("text"),
    html: text("html"),
    /** Whether the text lets somebody in: sealed while it waits, and gone as soon as it is settled. */
    secret: boolean("secret").notNull(),
    /** Whether a person is waiting for it: goes before others. */
    urgent: boolean("urgent").notNull(),
    status: text("status").$type<MailStatus>().notNull(),
    attempts: integer("attempts").notNull(),
    attemptedAt: instant("attempted_at"),
    nextAt: instant("next_at").notNull(),
    /** Until when the process that took it has it. */
    claimedUntil: instant("claimed_until"),
    /** After that it is of no use any more. */
    expiresAt: instant("expires_at").notNull(),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
    settledAt: instant("settled_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("mail_messages_message_id").on(table.messageId),
    index("mail_messages_server_message_id").on(table.serverMessageId).where(sql`server_message_id is not null`),
    index("mail_messages_waiting").on(table.domain, table.urgent.desc(), table.nextAt).where(sql`status = 'waiting'`),
    index("mail_messages_attempted_at").on(table.attemptedAt),
    index("mail_messages_recipient").on(table.workspace, table.recipientKey),
    index("mail_messages_body").on(table.settledAt).where(sql`text is not null`),
  ],
);

/** Addresses that a workspace sends nothing more to. */
export const mailClosedAddresses = pgTable(
  "mail_closed_addresses",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    recipientKey: text("recipient_key").notNull(),
    cause: text("cause").$type<ClosedAddress["cause"]>().notNull(),
    reason: text("reason").notNull(),
    closedAt: instant("closed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    uniqueIndex("mail_closed_addresses_address").on(table.workspace, table.recipientKey),
  ],
);

/** Who the messages of a workspace come from. */
export const mailSenders = pgTable("mail_senders", {
  workspace: text("workspace").primaryKey(),
  name: text("name"),
  address: text("address"),
  /** Null until the link sent to the address was followed. */
  confirmedAt: instant("confirmed_at"),
  replyTo: text("reply_to"),
  /** SHA-256 of the token in that link, hex; null when there is nothing to confirm. */
  tokenHash: text("token_hash").unique(),
  tokenExpiresAt: instant("token_expires_at"),
});
