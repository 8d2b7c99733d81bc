import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "../../platform/db/database.ts";
import { storagePeriodTable } from "./storage-periods.tables.ts";

/** Before when events or answers of a workspace were deleted, so that the log no longer tells all; null where none were. */
export async function expiredBefore(db: Database, workspace: string): Promise<Date | null> {
  const rows = await db
    .select({ running: storagePeriodTable.running, last: storagePeriodTable.last })
    .from(storagePeriodTable)
    .where(and(eq(storagePeriodTable.workspace, workspace), inArray(storagePeriodTable.kind, ["events", "feedback"])));
  const all = rows.flatMap(({ running, last }) => [running, last].flatMap((each) => (each ? [each.before] : [])));
  const latest = all.sort().at(-1);
  return latest === undefined ? null : new Date(latest);
}
