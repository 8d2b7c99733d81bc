import { Gauge, type Registry } from "prom-client";
import type { ReactionState } from "../../../contracts/operate/system.ts";
import { MINUTE } from "../../../contracts/words/durations.ts";
import type { FollowerState } from "../../log/follow/follow.ts";
import type { TopicState } from "../../platform/outbox/outbox.ts";

/** How those who react stand, as they say it themselves. */
export interface ReactionsState {
  followers: readonly FollowerState[];
  outbox: readonly TopicState[];
}

/** Waiting for longer is said to be late. */
const LATE = MINUTE;

/** How all of them stand, by the one that stands worst. */
export function worstOf({ followers, outbox }: ReactionsState, now: Date): ReactionState {
  if (followers.some(({ failures }) => failures > 0) || outbox.some(({ stuck }) => stuck > 0)) return "failing";
  const isLate = [...followers, ...outbox].some(({ since }) => waited(since, now) > LATE);
  return isLate ? "late" : "ok";
}

/** Figures of those who react; what is returned sets them to how they stand. */
export function createReactionGauges(register: Registry): (state: ReactionsState, now: Date) => void {
  const gauge = (name: string, label: string, help: string) =>
    new Gauge({ name: `throughline_${name}`, help, labelNames: [label], registers: [register] });
  const ofFollower = (name: string, help: string) => gauge(`follower_${name}`, "follower", help);
  const ofTopic = (name: string, help: string) => gauge(`outbox_${name}`, "topic", help);
  const behind = ofFollower("behind_events", "Events a follower of the log has not handled yet.");
  const behindSeconds = ofFollower("behind_seconds", "How long the first of them has waited.");
  const failing = ofFollower("failures", "How often it failed since it last could go on.");
  const waiting = ofTopic("waiting", "Messages of the outbox that are not delivered yet.");
  const waitingSeconds = ofTopic("waiting_seconds", "How long the first of them has waited.");
  const stuckThings = ofTopic("stuck", "Things whose messages wait for a person.");
  return ({ followers, outbox }, now) => {
    for (const { name: follower, behind: events, since, failures } of followers) {
      behind.set({ follower }, events);
      behindSeconds.set({ follower }, waited(since, now) / 1000);
      failing.set({ follower }, failures);
    }
    // A topic of which nothing waits any more is not told of.
    for (const each of [waiting, waitingSeconds, stuckThings]) each.reset();
    for (const { topic, waiting: messages, since, stuck } of outbox) {
      waiting.set({ topic }, messages);
      waitingSeconds.set({ topic }, waited(since, now) / 1000);
      stuckThings.set({ topic }, stuck);
    }
  };
}

function waited(since: Date | null, now: Date): number {
  return since ? Math.max(0, now.getTime() - since.getTime()) : 0;
}
