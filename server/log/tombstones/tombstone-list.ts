import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../../platform/db/database.ts";
import { noteErased } from "./erased-version.ts";
import { tombstones } from "./tombstones.tables.ts";

const line = z.object({
  workspace: z.uuid(),
  mark: z.string().min(20).max(64),
  madeWith: z.string().max(32),
  erasedAt: z.iso.datetime(),
  left: z.enum(["nothing", "answers", "texts"]),
});
export type TombstoneLine = z.infer<typeof line>;

const ROWS_AT_ONCE = 1000;

/** Everybody who was erased, to be kept beside backups: it names nobody. */
export async function readTombstoneList(db: Database): Promise<TombstoneLine[]> {
  const rows = await db.select().from(tombstones).orderBy(tombstones.erasedAt, tombstones.mark);
  return rows.map(({ workspace, mark, madeWith, erasedAt, left }) => ({
    ...{ workspace, mark, madeWith, erasedAt: erasedAt.toISOString(), left },
  }));
}

/** Adds a list to what is there. @throws Error for what is no such list */
export async function writeTombstoneList(db: Database, lines: readonly unknown[]): Promise<void> {
  const rows = lines.map((each, index) => {
    const read = line.safeParse(each);
    if (!read.success) throw new Error(`Line ${index + 1} of the list of erased people cannot be read.`);
    return { ...read.data, erasedAt: new Date(read.data.erasedAt) };
  });
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insert(tombstones)
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .onConflictDoUpdate({
        target: [tombstones.workspace, tombstones.mark],
        set: { erasedAt: sql`greatest(${tombstones.erasedAt}, excluded.erased_at)` },
      });
  await noteErased(db);
}
