import { uuidv7 } from "uuidv7";
import { HOUR } from "../../../contracts/words/durations.ts";
import { isCleanText, UNCLEAN } from "../../../contracts/words/well-formed.ts";
import type { RecordsSystem } from "../context.ts";
import type { Database } from "../db/database.ts";
import { problem } from "../http/problem.ts";
import type { Seal } from "../seal.ts";
import { mailMessages } from "./mail.tables.ts";
import { parseAddress } from "./mail-address.ts";
import type { MailSettings } from "./mail-settings.ts";

/** The system's own messages belong to no workspace. */
export const SYSTEM_MAIL = "";

/** How long a message may wait to be taken, unless it says less. */
const LONGEST_WAIT = 72 * HOUR;
const MOST_SUBJECT = 200;
const MOST_NAME = 120;
const MOST_BODY = 500_000;

export interface NewMail {
  /** `SYSTEM_MAIL` for the system's own. */
  workspace: string;
  /** What it is for, in lower case with underscores. */
  kind: string;
  to: { address: string; name?: string };
  subject: string;
  /** Every message can be read as plain text. */
  text: string;
  html?: string;
  /** Whether it holds a link that lets somebody in. */
  secret?: boolean;
  /** Whether a person waits for it. */
  urgent?: boolean;
  /** When it is of no use any more; after three days when absent. */
  expiresAt?: Date;
}

export interface EnqueueOptions {
  system: RecordsSystem;
  settings: MailSettings;
  seal: Seal;
}

/**
 * Adds a message to the queue in the transaction of the act that causes it.
 * @throws 400 `invalid_mail` that names the field
 */
export async function enqueue(
  { system, settings, seal }: EnqueueOptions,
  db: Database,
  mail: NewMail,
): Promise<string> {
  const to = parseAddress(mail.to.address);
  if (!to) throw invalid("to.address", "not an e-mail address");
  const recipientName = mail.to.name === undefined ? null : headerText("to.name", mail.to.name, MOST_NAME);
  const subject = headerText("subject", mail.subject, MOST_SUBJECT);
  if (mail.text.trim() === "") throw invalid("text", "empty");
  for (const part of ["text", "html"] as const) {
    const body = mail[part] ?? "";
    if (body.length > MOST_BODY) throw invalid(part, `longer than ${MOST_BODY} characters`);
    if (!isCleanText(body)) throw invalid(part, UNCLEAN);
  }
  const now = system.now();
  const id = uuidv7();
  const kept = (text: string) => (mail.secret ? seal.close(text, id) : text);
  await db.insert(mailMessages).values({
    workspace: mail.workspace,
    id,
    kind: mail.kind,
    recipient: to.address,
    recipientKey: to.key,
    domain: to.domain,
    recipientName,
    messageId: `${id}@${parseAddress(settings.from.address)?.domain ?? "localhost"}`,
    subject,
    text: kept(mail.text),
    html: mail.html === undefined ? null : kept(mail.html),
    secret: mail.secret ?? false,
    urgent: mail.urgent ?? false,
    status: "waiting",
    attempts: 0,
    nextAt: now,
    expiresAt: mail.expiresAt ?? new Date(now.getTime() + LONGEST_WAIT),
    createdAt: now,
  });
  return id;
}

/** Text that becomes part of a header: a line break in it would begin another one. */
function headerText(path: string, text: string, most: number): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) throw invalid(path, "holds a line break or another control character");
  if (!isCleanText(text)) throw invalid(path, UNCLEAN);
  const trimmed = text.trim();
  if (trimmed === "") throw invalid(path, "empty");
  if (trimmed.length > most) throw invalid(path, `longer than ${most} characters`);
  return trimmed;
}

function invalid(path: string, reason: string) {
  return problem("invalid_mail", { path, fault: reason });
}
