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

/** The figures in the text format of Prometheus. */
export function metricsText({ followers, outbox }: ReactionsState, now: Date): string {
  const seconds = (since: Date | null) => waited(since, now) / 1000;
  const ofFollowers = (name: string, help: string, value: (state: FollowerState) => number) =>
    gauge(`throughline_follower_${name}`, help, "follower", new Map(followers.map((each) => [each.name, value(each)])));
  const ofTopics = (name: string, help: string, value: (state: TopicState) => number) =>
    gauge(`throughline_outbox_${name}`, help, "topic", new Map(outbox.map((each) => [each.topic, value(each)])));
  return [
    ofFollowers("behind_events", "Events a follower of the log has not handled yet.", ({ behind }) => behind),
    ofFollowers("behind_seconds", "How long the first of them has waited.", ({ since }) => seconds(since)),
    ofFollowers("failures", "How often it failed since it last could go on.", ({ failures }) => failures),
    ofTopics("waiting", "Messages of the outbox that are not delivered yet.", ({ waiting }) => waiting),
    ofTopics("waiting_seconds", "How long the first of them has waited.", ({ since }) => seconds(since)),
    ofTopics("stuck", "Things whose messages wait for a person.", ({ stuck }) => stuck),
  ].join("");
}

function waited(since: Date | null, now: Date): number {
  return since ? Math.max(0, now.getTime() - since.getTime()) : 0;
}

/** Names of followers and topics are ours, and hold nothing that would have to be escaped. */
function gauge(name: string, help: string, label: string, values: ReadonlyMap<string, number>): string {
  const lines = [...values].map(([of, value]) => `${name}{${label}="${of}"} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("")}`;
}
