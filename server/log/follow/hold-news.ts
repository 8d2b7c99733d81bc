import { eq, sql } from "drizzle-orm";
import type { Analytics } from "../../platform/analytics/analytics.ts";
import type { Database } from "../../platform/db/database.ts";
import { followers } from "./follow.tables.ts";
import { LogReader } from "./read-log.ts";

/** Nothing that is in the log at this moment is news to anybody, as after it came back with a backup. */
export async function holdNews(db: Database, analytics: Analytics): Promise<void> {
  const { arrival } = await new LogReader(analytics).head();
  await db.update(followers).set({ newsAfter: arrival });
}

/** Has a follower handle everything again, from the first event on; what it has handled before is no news this time. */
export async function startOver(db: Database, name: string): Promise<void> {
  const newsAfter = sql`greatest(${followers.newsAfter}, ${followers.arrival})`;
  await db.update(followers).set({ arrival: 0n, seen: {}, newsAfter }).where(eq(followers.name, name));
}
