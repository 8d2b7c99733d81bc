import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../server/config.ts";
import { type Follower, startFollowing } from "../server/log/follow/follow.ts";
import { openStores } from "../server/open-system.ts";
import { sql } from "../server/platform/analytics/sql.ts";
import { syntheticEvents } from "./fill.ts";

const WORKSPACE = "0198c0de-0000-7000-8000-000000000001";
const AT_ONCE = 1_000_000;

/**
 * Microseconds that a follower costs for each event of a log, beside what it does itself: from the first event until it is in
 * step, with somebody waiting, so that it takes no rests.
 */
export async function microsecondsToFollow(size: number): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const { system, close } = await openStores(readConfig({ data, logLevel: "warn" }, {}));
  try {
    for (let from = 0; from < size; from += AT_ONCE)
      await system.analytics.command(
        syntheticEvents("events", WORKSPACE, { from, to: Math.min(size, from + AT_ONCE), of: size }, new Date()),
      );
    await system.analytics.command(sql`optimize table events final settings optimize_skip_merged_partitions = 1`);
    let handled = 0;
    const follower: Follower = {
      name: "bench",
      begins: "first",
      pace: { delay: 0, rest: 0, longestRest: 0, sizes: { first: 4_000, most: 32_000, patient: 256_000 } },
      async handle({ count }) {
        handled += count;
      },
    };
    const began = performance.now();
    const followers = startFollowing(system, [follower], { alone: true, newsHours: 72 });
    await followers.idle();
    const milliseconds = performance.now() - began;
    await followers.stop();
    if (handled !== size) throw new Error(`${handled} of ${size} events were handed out`);
    return (milliseconds * 1000) / size;
  } finally {
    await close();
    rmSync(data, { recursive: true, force: true });
  }
}
