import { eq, sql } from "drizzle-orm";
import type { Database } from "../../../platform/db/database.ts";
import { stitching } from "../contacts.tables.ts";

const ONE = "contacts";
const START = { id: ONE, version: 0n, parted: 0 };

/** Until the transaction ends, nobody else changes who is who. Answers the last version given to an alias. */
export async function holdStitching(db: Database): Promise<bigint> {
  await db.insert(stitching).values(START).onConflictDoNothing();
  const [row] = await db.select().from(stitching).where(eq(stitching.id, ONE)).for("update");
  return row?.version ?? 0n;
}

/** Notes the last version given, by whoever holds it. */
export async function keepVersion(db: Database, version: bigint): Promise<void> {
  await db.update(stitching).set({ version }).where(eq(stitching.id, ONE));
}

/** Notes that a merge was taken back. */
export async function noteParting(db: Database): Promise<void> {
  await db
    .update(stitching)
    .set({ parted: sql`${stitching.parted} + 1` })
    .where(eq(stitching.id, ONE));
}

/** How often merges were taken back. */
export async function partings(db: Database): Promise<number> {
  const [row] = await db.select({ parted: stitching.parted }).from(stitching).where(eq(stitching.id, ONE));
  return row?.parted ?? 0;
}
