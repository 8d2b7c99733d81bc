import { eq, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/database.ts";
import { erasedVersion } from "./tombstones.tables.ts";

const ONE = "people";

/** Notes, in the transaction that changes it, that somebody was erased, restricted or neither any more: every process looks again. */
export async function noteErased(db: Database): Promise<void> {
  await db
    .insert(erasedVersion)
    .values({ id: ONE, version: 1 })
    .onConflictDoUpdate({ target: erasedVersion.id, set: { version: sql`${erasedVersion.version} + 1` } });
}

/** Rises with every such change. */
export function readErasedVersion(db: Database) {
  return db.select({ version: erasedVersion.version }).from(erasedVersion).where(eq(erasedVersion.id, ONE));
}
