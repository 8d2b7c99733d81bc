import type { NodemailerError } from "nodemailer";

/**
 * How an attempt ended.
 * - `accepted`: the server answered that it has the message
 * - `refused`: it will never take it; `gone` when that is because the address does not exist
 * - `deferred`: it may take it later; `line` when it did not even say so, but fell silent or hung up
 * - `unreachable`: no message can be handed to it now
 * - `stopped`: we broke off ourselves
 */
export type Outcome =
  | { kind: "accepted"; serverMessageId: string | null }
  | { kind: "refused"; reason: string; gone: boolean }
  | { kind: "deferred"; reason: string; line: boolean }
  | { kind: "unreachable"; reason: string }
  | { kind: "stopped" };

const MOST_REASON = 500;

/** Before a message could be begun: neither it nor its recipient has anything to do with it. */
const NO_SESSION = new Set(["EDNS", "ETLS", "EAUTH", "ENOAUTH", "ECONFIG", "EPROXY"]);
const NO_ANSWER = new Set(["CONNECT_TIMEOUT", "GREETING_TIMEOUT", "UPGRADE_TIMEOUT"]);
const NO_LINE = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN", "EACCES"]);

export function outcomeOf(error: NodemailerError): Outcome {
  // Of a line that could not be encrypted the answer alone does not say what it answers.
  const reason = cleanReason((error.code === "ETLS" ? undefined : error.response) ?? error.message);
  if (error.code === "EABORT") return { kind: "stopped" };
  if (
    NO_SESSION.has(error.code ?? "") ||
    NO_ANSWER.has(error.timeoutType ?? "") ||
    NO_LINE.has(error.originalCode ?? "")
  )
    return { kind: "unreachable", reason };
  if (error.responseCode === undefined) return { kind: "deferred", reason, line: true };
  // Said as greeting, before any message.
  if (error.command === "CONN" && error.permanent) return { kind: "unreachable", reason };
  if (!error.permanent) return { kind: "deferred", reason, line: error.responseCode === 421 };
  return { kind: "refused", reason, gone: error.command === "RCPT TO" && isGone(enhancedStatus(reason)) };
}

/** The status of RFC 3463 in an answer, such as `5.1.1`; null when there is none. */
export function enhancedStatus(text: string): string | null {
  return /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? null;
}

/**
 * Whether a status says that the address itself takes no mail, now and later: it or its domain does not exist, or it is
 * switched off. A full mailbox, a message too large and whatever a policy dislikes say nothing about the address.
 */
export function isGone(status: string | null): boolean {
  return /^5\.(0\.0|1\.(0|1|2|3|6|10)|2\.[01]|4\.4)$/.test(status ?? "");
}

/** What another machine said, as one bounded line. */
export function cleanReason(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, MOST_REASON)
    .toWellFormed();
}
