import { publishPlaces, systemContext } from "./access/access.ts";
import { FreshPersons, followMessages, followVisits, publishPersons } from "./know/contacts/contacts.ts";
import { countInUnits, countSegment, followMembers } from "./know/segments/segments.ts";
import { type FollowerState, type Followers, type FollowOptions, startFollowing } from "./log/follow/follow.ts";
import type { Tombstones } from "./log/tombstones/tombstones.ts";
import type { Pending } from "./platform/analytics/in-step.ts";
import type { System } from "./platform/context.ts";
import { type Outbox, openOutbox, type TopicState, topicStates } from "./platform/outbox/outbox.ts";
import { annotateImport, annotateTakeBack } from "./understand/annotations/annotations.ts";

/** What goes on behind the answers: followers of the event log, and what is done once a transaction is kept. */
export interface Reactions {
  followers: Followers;
  outbox: Outbox;
  /** Resolves when everything acknowledged and kept before the call is done. */
  idle(): Promise<void>;
  /** How far each of them has come. */
  state(): Promise<{ followers: FollowerState[]; outbox: TopicState[] }>;
  stop(): Promise<void>;
}

export interface ReactionOptions extends Omit<FollowOptions, "before"> {
  /**
   * The same without waiting for what is acknowledged and not stored yet. Followers read what is there, in the order of arrival,
   * and are woken for the rest: to have it stored for every look of theirs would make many small inserts of one.
   */
  stored?: System;
  pending?: Pick<Pending, "stored">;
}

/** Everybody who reacts: each follower of the event log and each topic of the outbox. */
export async function startReactions(
  system: System,
  tombstones: Tombstones,
  options: ReactionOptions,
): Promise<Reactions> {
  const { stored = system, pending } = options;
  const persons = new FreshPersons(stored.analytics);
  const contextOf = (workspace: string) => systemContext(system, workspace);
  const outbox = await openOutbox(
    system,
    [
      publishPersons(system, persons),
      publishPlaces(system),
      countSegment(contextOf),
      countInUnits(contextOf),
      annotateImport(contextOf),
      annotateTakeBack(contextOf),
    ],
    options,
  );
  const contextOfStored = (workspace: string) => systemContext(stored, workspace);
  const followers = startFollowing(
    stored,
    [
      followMessages(stored, persons, tombstones),
      followVisits(stored),
      followMembers({ system: stored, persons, contextOf: contextOfStored }),
    ],
    { ...options, before: async () => pending?.stored(null) },
  );
  return {
    followers,
    outbox,
    async idle() {
      await outbox.idle();
      await followers.idle();
    },
    async state() {
      return { followers: await followers.state(), outbox: await topicStates(system) };
    },
    async stop() {
      await followers.stop();
      await outbox.stop();
    },
  };
}
