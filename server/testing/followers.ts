import { type Follower, type Followers, type Stretch, startFollowing } from "../log/follow/follow.ts";
import { sql } from "../platform/analytics/sql.ts";
import type { TestApp } from "./app.ts";

export interface Seen {
  id: string;
  arrival: bigint;
  news: boolean;
}

/** A pace with at most so many events in a stretch. */
export const inStretchesOf = (size: number): Follower["pace"] => ({
  ...{ delay: 1, rest: 0, longestRest: 0 },
  sizes: { first: size, most: size, patient: size },
});

export const distinct = (ids: readonly string[]) => [...new Set(ids)].sort();

/** Followers beside those of the program, for tests: on its stores and by its clock. */
export function followersOf(app: () => TestApp) {
  const running: Followers[] = [];
  let named = 0;
  return {
    /** A follower of a name of its own. */
    follower(handle: Follower["handle"], more: Partial<Follower> = {}): Follower {
      named += 1;
      return { name: `test ${named}`, begins: "next", pace: inStretchesOf(10), handle, ...more };
    },
    /** As one process runs them; `alone` where there is no other. */
    start(list: readonly Follower[], { alone = true, newsHours = 72 } = {}): Followers {
      const started = startFollowing(app().system, list, { alone, newsHours });
      running.push(started);
      return started;
    },
    /** A process that is killed: it says nothing more, and gives nothing back. */
    kill(process: Followers): void {
      running.splice(running.indexOf(process), 1);
    },
    async stopAll(): Promise<void> {
      await Promise.all(running.splice(0).map((each) => each.stop()));
    },
    /** The events of a stretch. */
    async read({ rows, isNews }: Pick<Stretch, "rows" | "isNews">): Promise<Seen[]> {
      const found = await app().system.analytics.ask<{ id: string; arrival: string; news: number }>(
        sql`select message_id as id, arrival, ${isNews} as news from events where ${rows} order by arrival`,
        { tenant: null },
      );
      return found.map(({ id, arrival, news }) => ({ id, arrival: BigInt(arrival), news: Number(news) === 1 }));
    },
  };
}
