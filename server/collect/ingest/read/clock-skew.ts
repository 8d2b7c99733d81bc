import { MINUTE } from "../../../../contracts/words/durations.ts";
import type { Message } from "./read-message.ts";

/** A clock off by less is taken for right where only `timestamp` was sent: what a caller dated by hand stays exact. */
const TOLERATED = 5 * MINUTE;
/** Nothing is believed to happen later than this after it was received. */
const FURTHEST_AHEAD = 24 * 60 * MINUTE;

/** The sender's own time, as sent: what a repeat of the message repeats too. Null when it has none. */
export function ownTime(message: Message): number | null {
  return message.originalTimestamp ?? message.timestamp;
}

/**
 * When a message happened, in milliseconds since 1970.
 *
 * - `originalTimestamp` and `sentAt`: `receivedAt − (sentAt − originalTimestamp)`, as the Segment specification says.
 * - `timestamp` and `sentAt`, as browsers send: the same, but only when the sender's clock is off by five minutes or more.
 * - `timestamp` or `originalTimestamp` alone: as sent.
 * - nothing, or a result more than 24 hours ahead of us or before 1970: when we received it.
 */
export function happenedAt(message: Message, receivedAt: number): number {
  const own = ownTime(message);
  if (own === null) return receivedAt;
  const instant = correct(message, own, receivedAt);
  return instant < 0 || instant > receivedAt + FURTHEST_AHEAD ? receivedAt : instant;
}

function correct(message: Message, own: number, receivedAt: number): number {
  if (message.sentAt === null) return own;
  const error = receivedAt - message.sentAt;
  if (message.originalTimestamp === null && Math.abs(error) < TOLERATED) return own;
  return own + error;
}
