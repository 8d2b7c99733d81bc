import { randomUUID } from "node:crypto";
import { inArray } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import { followers } from "./follow.tables.ts";
import { LogReader } from "./read-log.ts";
import { type Follower, type Running, runFollower } from "./run-follower.ts";

export { holdNews, startOver } from "./hold-news.ts";
export type { Follower, Stretch } from "./run-follower.ts";
export { singleFlight } from "./single-flight.ts";

export interface FollowOptions {
  /** No other process can work on these records. */
  alone: boolean;
  /** What happened longer than this before it came is no news. */
  newsHours: number;
  /** Brings to the log what was acknowledged and is not there yet. */
  before?(): Promise<void>;
}

/** How a follower stands. */
export interface FollowerState {
  name: string;
  /** Events it has not handled yet, and since when the first of them waits. */
  behind: number;
  since: Date | null;
  /** Failures since it last could go on, with the reason of the last one. */
  failures: number;
  reason: string | null;
  movedAt: Date | null;
}

/** Everybody who reacts to what happened, at work in the background. */
export interface Followers {
  /** Something was acknowledged, or changed what followers look at: they look soon. */
  wake(): void;
  /** Resolves when everything acknowledged before the call is handled, by those named or by all; rejects when one cannot. */
  idle(...names: string[]): Promise<void>;
  state(): Promise<FollowerState[]>;
  stop(): Promise<void>;
}

/**
 * Follows the event log in the background: each follower is handed every event in the order of arrival, and its place is
 * kept in the records. Several processes can run the same followers; one of them is at work for each.
 */
export function startFollowing(
  system: System,
  list: readonly Follower[],
  { alone, newsHours, before = async () => undefined }: FollowOptions,
): Followers {
  const log = new LogReader(system.analytics);
  const process = { id: randomUUID(), alone };
  const running = new Map<string, Running>();
  for (const follower of list) {
    const ahead = follower.after === undefined ? undefined : running.get(follower.after);
    const onMoved = () => {
      for (const each of list) if (each.after === follower.name) running.get(each.name)?.wake();
    };
    const until = ahead && (async () => (await ahead.cursor.read()).arrival);
    running.set(follower.name, runFollower(follower, { system, log, process, newsHours, until, onMoved }));
  }
  const wake = () => {
    for (const each of running.values()) each.wake();
  };
  wake();
  return {
    wake,
    async idle(...names) {
      await before();
      log.look();
      // In their order, because some follow others.
      for (const [name, each] of running) if (names.length === 0 || names.includes(name)) await each.idle();
    },
    async state() {
      await before();
      const names = [...running.keys()];
      const rows = await system.db.select().from(followers).where(inArray(followers.name, names));
      const behind = await log.behind(rows.map((row) => row.arrival));
      return rows.map((row, index) => {
        const { events = 0, since = null } = behind[index] ?? {};
        return {
          name: row.name,
          behind: events,
          since: since === null ? null : new Date(since),
          failures: row.failures,
          reason: row.reason,
          movedAt: row.movedAt,
        };
      });
    },
    async stop() {
      await Promise.all([...running.values()].map((each) => each.stop()));
    },
  };
}
