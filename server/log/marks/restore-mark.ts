import { eq } from "drizzle-orm";
import type { Database } from "../../platform/db/database.ts";
import { storeMarks } from "./marks.tables.ts";

const RESTORE = "restore";

/** Noted with what empties the records: from then on nobody may become the owner of what is half there. */
export async function beginRestore(db: Database, of: string, now: Date): Promise<void> {
  await db.insert(storeMarks).values({ name: RESTORE, value: { of }, at: now });
}

export async function endRestore(db: Database): Promise<void> {
  await db.delete(storeMarks).where(eq(storeMarks.name, RESTORE));
}

/** What was being restored when the restore was cut off; null when none was. */
export async function unfinishedRestore(db: Database): Promise<string | null> {
  const [mark] = await db.select().from(storeMarks).where(eq(storeMarks.name, RESTORE));
  return mark ? String((mark.value as { of?: unknown }).of ?? "a backup") : null;
}
