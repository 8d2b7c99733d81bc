import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Keeps others who hold the same name out until the transaction ends: for what no row stands for yet. */
export async function holdName(db: Database, name: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
