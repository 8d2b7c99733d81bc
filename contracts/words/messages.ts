/** How large the messages of the tracking API and what they hold may be; `contracts/collect/tracking.ts` says it in words. */
export const trackingLimits = {
  messageBytes: 32 * 1024,
  batchBytes: 500 * 1024,
  batchMessages: 2_500,
  depth: 20,
  messageIdLength: 100,
  idLength: 200,
  nameLength: 200,
} as const;

export const messageTypes = ["track", "page", "screen", "identify", "group", "alias"] as const;
export type MessageType = (typeof messageTypes)[number];

/** The event that carries the feedback record (`contracts/collect/feedback.ts`) as its properties. */
export const FEEDBACK_EVENT = "Feedback Received";
