import PostalMime from "postal-mime";
import { cleanReason, enhancedStatus } from "./outcome.ts";

/** What came back about a message, and by what the message is known. */
export interface Report {
  kind: "bounce" | "delay" | "complaint" | "other";
  /** Message-IDs it names, best first, without angle brackets; an envelope id is one too. */
  messageIds: string[];
  /** RFC 3463, such as `5.1.1`; null when none was given. */
  status: string | null;
  reason: string;
}

/** Words of RFC 5965 for what is no complaint. */
const NO_COMPLAINT = new Set(["not-spam", "auth-failure"]);
const MOST_IDS = 20;
/** How what comes back of the message itself is labelled. */
const RETURNED = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];

/** Reads a delivery report (RFC 3464), a feedback report (RFC 5965), or whatever else came to the address for bounces. */
export async function readReport(raw: Uint8Array): Promise<Report> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
  const part = (...types: string[]) => {
    const found = mail.attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()));
    return typeof found?.content === "string" ? found.content : null;
  };
  const returned = readFields(part(...RETURNED) ?? "");
  const answered = [mail.inReplyTo, mail.references].flatMap((ids) => ids?.match(/<[^<>\s]+>/g) ?? []);
  const ids = (first: (string | undefined)[]) =>
    [...new Set([...first, returned.get("message-id"), ...answered].map((id) => id?.replaceAll(/[<>\s]/g, "") ?? ""))]
      .filter(Boolean)
      .slice(0, MOST_IDS);

  const delivery = part("message/delivery-status", "message/global-delivery-status");
  if (delivery !== null) {
    const [ofMessage = new Map<string, string>(), ...ofRecipients] = readBlocks(delivery);
    const messageIds = ids([ofMessage.get("original-envelope-id")]);
    const failed = ofRecipients.find((fields) => fields.get("action")?.toLowerCase() === "failed");
    const delayed = ofRecipients.find((fields) => fields.get("action")?.toLowerCase() === "delayed");
    const fields = failed ?? delayed;
    const status = enhancedStatus(fields?.get("status") ?? "");
    const reason = reasonOf(fields, status);
    return { kind: failed ? "bounce" : delayed ? "delay" : "other", messageIds, status, reason };
  }

  const feedback = part("message/feedback-report");
  if (feedback !== null) {
    const fields = readFields(feedback);
    const type = fields.get("feedback-type")?.toLowerCase() ?? "abuse";
    return {
      kind: NO_COMPLAINT.has(type) ? "other" : "complaint",
      messageIds: ids([fields.get("original-envelope-id"), fields.get("message-id")]),
      status: null,
      reason: cleanReason(`Reported as ${type}`),
    };
  }
  return { kind: "other", messageIds: ids([]), status: null, reason: "" };
}

/** `smtp; 550 5.1.1 unknown` says more than its type does. */
function reasonOf(fields: Map<string, string> | undefined, status: string | null): string {
  const said = fields?.get("diagnostic-code")?.replace(/^\s*[\w-]+\s*;\s*/, "");
  return cleanReason(said || status || "The receiver gave no reason.");
}

/** Blocks of fields that blank lines part. */
function readBlocks(text: string): Map<string, string>[] {
  return text
    .replaceAll("\r\n", "\n")
    .split(/\n[ \t]*\n/)
    .filter((block) => block.trim() !== "")
    .map(readFields);
}

/** Header fields up to the first blank line, by their names in lower case; the first of a name counts. */
function readFields(text: string): Map<string, string> {
  const [head = ""] = text
    .replaceAll("\r\n", "\n")
    .replace(/^\n+/, "")
    .split(/\n[ \t]*\n/, 1);
  const fields = new Map<string, string>();
  for (const line of head.replaceAll(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}
