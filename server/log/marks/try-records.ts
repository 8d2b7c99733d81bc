import type { Database } from "../../platform/db/database.ts";
import { storeMarks } from "./marks.tables.ts";

/** Writes to the records what says nothing. @throws when nothing can be stored there */
export async function tryRecords(db: Database, now: Date): Promise<void> {
  const mark = { value: true, at: now };
  await db
    .insert(storeMarks)
    .values({ name: "tried", ...mark })
    .onConflictDoUpdate({ target: storeMarks.name, set: mark });
}
