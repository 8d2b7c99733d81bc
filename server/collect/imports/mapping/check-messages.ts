import { feedbackRecord } from "../../../../contracts/collect/feedback.ts";
import { trackingMessage } from "../../../../contracts/collect/tracking.ts";
import { DAY } from "../../../../contracts/words/durations.ts";
import { FEEDBACK_EVENT } from "../../../../contracts/words/messages.ts";
import type { ImportedMessage } from "./map-row.ts";

/** Why a row's messages cannot have happened; null when they can. Ingestion would date such a row today instead. */
export function impossibleTime(messages: readonly Pick<ImportedMessage, "timestamp">[], now: Date): string | null {
  const late = messages.find(({ timestamp }) => Date.parse(timestamp) > now.getTime() + DAY);
  if (late) return `the time lies in the future (${late.timestamp})`;
  const early = messages.find(({ timestamp }) => !(Date.parse(timestamp) >= 0));
  return early ? `the time lies before 1970 (${early.timestamp})` : null;
}

/** Why a message would be refused, by the contract that ingestion keeps; null when it would be taken. */
export function refusal(message: ImportedMessage): string | null {
  const read = trackingMessage.safeParse(message);
  if (!read.success) return firstIssue(read.error.issues);
  if (message.event !== FEEDBACK_EVENT) return null;
  const { userId, anonymousId, properties } = message;
  const named = { ...(userId ? { user_id: userId } : {}), ...(anonymousId ? { anonymous_id: anonymousId } : {}) };
  const record = feedbackRecord.safeParse({ ...named, ...properties });
  return record.success ? null : firstIssue(record.error.issues);
}

function firstIssue(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  const field = (issue?.path ?? []).join(".");
  return `${field}${field ? ": " : ""}${issue?.message ?? "not a message"}`;
}
